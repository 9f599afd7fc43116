// Usage: node validate.mjs FORMAT FILE…: exits 1 and says why when a file does not satisfy the format's schema.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import parseExpression from 'spdx-expression-parse';

const [format, ...files] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const cyclonedx = 'node_modules/@cyclonedx/cyclonedx-library/res/schema/';

// The SARIF schema is written in draft 4, the others in draft 7.
const ajv = new (format === 'sarif' ? Ajv04.default ?? Ajv04 : Ajv)({ strict: false, unicodeRegExp: format !== 'sarif' });
addFormats(ajv);
// Formats that ajv-formats does not know; IRIs are checked as URI references.
ajv.addFormat('iri-reference', (text) => !/[\s<>"{}|\\^`]/.test(text));
ajv.addFormat('idn-email', true);
ajv.addFormat('string', true);

function validator() {
  switch (format) {
    case 'cyclonedx':
      for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
        ajv.addSchema(read(`${cyclonedx}${name}.SNAPSHOT.schema.json`), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
      }
      return ajv.compile(read(`${cyclonedx}bom-1.6.SNAPSHOT.schema.json`));
    case 'sarif':
      return ajv.compile(read('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
    case 'spdx':
      return ajv.compile(read('spdx-2.3.schema.json'));
    case 'gitlab':
      return ajv.compile(read('gitlab-15.schema.json'));
    case 'json':
      return ajv.compile(read('report.schema.json'));
    default:
      throw new Error(`no schema for ${format}`);
  }
}

// What the schemas cannot say.
function extra(document) {
  const errors = [];
  if (format === 'cyclonedx') {
    const refs = [];
    const walk = (components) => (components ?? []).forEach((c) => { refs.push(c['bom-ref']); walk(c.components); });
    walk(document.metadata?.component ? [document.metadata.component] : []);
    walk(document.components);
    for (const v of document.vulnerabilities) refs.push(v['bom-ref']);
    if (new Set(refs).size !== refs.length) errors.push('bom-ref is not unique');
    for (const v of document.vulnerabilities) for (const a of v.affects) if (!refs.includes(a.ref)) errors.push(`dangling ${a.ref}`);
    for (const d of document.dependencies ?? []) for (const r of d.dependsOn ?? []) if (!refs.includes(r)) errors.push(`dangling ${r}`);
  }
  if (format === 'spdx') {
    const known = new Set((document.hasExtractedLicensingInfos ?? []).map((info) => info.licenseId));
    const ids = new Set(['SPDXRef-DOCUMENT', ...document.packages.map((p) => p.SPDXID)]);
    if (ids.size !== document.packages.length + 1) errors.push('SPDXID is not unique');
    for (const p of document.packages) {
      if (p.licenseDeclared === 'NOASSERTION') continue;
      for (const ref of p.licenseDeclared.match(/LicenseRef-[-.a-zA-Z0-9]+/g) ?? []) if (!known.has(ref)) errors.push(`unknown ${ref}`);
      parseExpression(p.licenseDeclared);
    }
    for (const r of document.relationships) if (!ids.has(r.spdxElementId) || !ids.has(r.relatedSpdxElement)) errors.push(`dangling ${r.relatedSpdxElement}`);
  }
  if (format === 'gitlab') {
    const ids = document.vulnerabilities.map((v) => v.id);
    if (new Set(ids).size !== ids.length) errors.push('id is not unique');
  }
  if (format === 'sarif') {
    for (const run of document.runs) {
      const rules = (run.tool.driver.rules ?? []).map((rule) => rule.id);
      if (new Set(rules).size !== rules.length) errors.push('rule id is not unique');
      for (const result of run.results) if (rules[result.ruleIndex] !== result.ruleId) errors.push(`rule ${result.ruleId} is elsewhere`);
    }
  }
  return errors;
}

const validate = validator();
let failed = false;
for (const file of files) {
  const document = read(file);
  if (!validate(document)) {
    failed = true;
    console.log(file, JSON.stringify(validate.errors.slice(0, 3), null, 1));
  }
  for (const error of extra(document)) {
    failed = true;
    console.log(file, error);
  }
}
process.exit(failed ? 1 : 0);
