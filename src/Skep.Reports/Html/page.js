'use strict';
// Draws a scan report from the JSON in the page. All text from the report becomes text nodes: there is no markup made
// of strings anywhere in this file, and the page's policy forbids every other script.
(() => {
  const reports = JSON.parse(document.getElementById('report').textContent);
  const query = new URLSearchParams(location.search);

  const words = {
    en: {
      title: 'Image scan report', overview: 'Overview', findings: 'Findings', dockerfile: 'Build', packages: 'Packages',
      coverage: 'Coverage', policy: 'Policy', aside: 'Set aside', none: 'nothing found', image: 'Image',
      vuln: 'vulnerabilities', secret: 'secrets', malware: 'malware', webshell: 'web shells', config: 'configuration',
      license: 'licences', critical: 'critical', high: 'high', medium: 'medium', low: 'low', negligible: 'negligible',
      unknown: 'unknown', severity: 'Severity', scanner: 'Scanner', finding: 'Finding', where: 'Where', fix: 'Fix',
      what: 'What', layer: 'Layer', layers: 'Layers', search: 'Search', searchHint: 'name, id, path …', all: 'all',
      fixable: 'with a fix only', origin: 'Origin', own: 'added by you', base: 'from the base image', reset: 'Reset',
      shown: '{0} of {1} shown', more: 'Show more', close: 'Close', copy: 'Copy', copied: 'Copied', details: 'Details',
      description: 'Description', kind: 'Kind', status: 'Status', says: 'says', tags: 'Tags', evidence: 'Evidence',
      check: 'How to see it', remedy: 'What to do', reason: 'Why it matched', instruction: 'Instruction',
      references: 'References', engines: 'Malware engines', engine: 'Found by', owner: 'Owned by', rule: 'Rule',
      installed: 'Installed', fixedIn: 'Fixed in', published: 'Published', aliases: 'Also known as', id: 'Finding id',
      weakness: 'Weakness', removed: 'removed by a later layer, still shipped', exploited: 'exploited in the wild',
      ransomware: 'used by ransomware', epss: 'EPSS {0}', line: 'line {0}', byte: 'byte {0}', dockerLine: 'build line {0}',
      byScanner: 'Severity by scanner', byLayer: 'Layers: size and findings', share: 'Vulnerabilities with a fix',
      hasFix: 'fix available', noFix: 'no fix yet', baseImage: 'Base image', outdated: 'replaced by a newer one since',
      annotated: 'named by annotation only', unknownBase: 'not known', system: 'System', platform: 'Platform',
      digest: 'Digest', created: 'Created', scanned: 'Scanned', notJudged: 'Not everything could be judged',
      feeds: 'Advisory feeds', stale: 'out of date', gaps: 'Gaps', problems: 'Could not be read', files: 'files',
      ran: 'ran', absent: 'did not run', failed: 'failed', signatures: 'signatures of {0}', unknownBinaries: 'Programs that nothing explains',
      endOfLife: 'End of life of the release', settings: 'Settings', traits: 'What it does', special: 'Unusual permissions',
      passed: 'passed', warned: 'passed with warnings', could_not_judge: 'could not judge', blocked: 'blocked',
      violated: 'violated', not_applicable: 'not about this image', decided: 'decided', action: 'Action', result: 'Result',
      allow: 'allow', warn: 'warn', block: 'block', message: 'Message', by: 'By', why: 'Reason', name: 'Name',
      version: 'Version', licenses: 'Licences', ecosystem: 'Kind', mode: 'Mode', capabilities: 'Capabilities',
      user: 'User', entrypoint: 'Entry point', command: 'Command', directory: 'Directory', environment: 'Environment',
      ports: 'Ports', volumes: 'Volumes', health: 'Health check', shell: 'Shell', onbuild: 'On build', signal: 'Stop signal',
      author: 'Author', labels: 'Labels', annotations: 'Annotations', fixed: 'fix available', affected: 'no fix yet',
      under_investigation: 'under investigation', will_not_fix: 'will not be fixed', fix_deferred: 'fix deferred',
      end_of_life: 'end of life', language: '中文', theme: 'Dark or light', madeBy: 'Made by Skep {0}. What could not be judged is never shown as clean.',
      rebuilt: 'Rebuilt from the image\'s history; line numbers are those of this text.', noHistory: 'The image tells nothing of its build.',
      trojan: 'trojan', miner: 'coin miner', backdoor: 'backdoor', rootkit: 'rootkit', dropper: 'dropper', hacktool: 'hack tool',
      persistence: 'persistence', tampering: 'tampered file', test: 'test file', fromBase: '{0} from the base, {1} added by you',
      noneFound: 'none found', here: 'here is {0}', count: 'Count', open: 'open', sections: 'Sections',
    },
    zh: {
      title: '镜像扫描报告', overview: '概览', findings: '发现', dockerfile: '构建', packages: '软件包',
      coverage: '覆盖范围', policy: '策略', aside: '已搁置', none: '未发现问题', image: '镜像',
      vuln: '漏洞', secret: '敏感信息', malware: '恶意软件', webshell: '网页后门', config: '配置',
      license: '许可证', critical: '严重', high: '高危', medium: '中危', low: '低危', negligible: '可忽略',
      unknown: '未知', severity: '严重程度', scanner: '扫描器', finding: '发现', where: '位置', fix: '修复',
      what: '内容', layer: '层', layers: '层', search: '搜索', searchHint: '名称、编号、路径……', all: '全部',
      fixable: '仅可修复', origin: '来源', own: '由您添加', base: '来自基础镜像', reset: '重置',
      shown: '显示 {0} / {1}', more: '显示更多', close: '关闭', copy: '复制', copied: '已复制', details: '详情',
      description: '描述', kind: '类型', status: '状态', says: '来源', tags: '标签', evidence: '证据',
      check: '如何查看', remedy: '处理建议', reason: '匹配原因', instruction: '构建指令',
      references: '参考', engines: '恶意软件引擎', engine: '检出引擎', owner: '所属软件包', rule: '规则',
      installed: '已安装', fixedIn: '修复版本', published: '发布日期', aliases: '别名', id: '发现编号',
      weakness: '弱点', removed: '已被后续层删除，但仍随镜像分发', exploited: '已被在野利用',
      ransomware: '被勒索软件利用', epss: 'EPSS {0}', line: '第 {0} 行', byte: '第 {0} 字节', dockerLine: '构建第 {0} 行',
      byScanner: '各扫描器的严重程度', byLayer: '各层大小与发现', share: '可修复的漏洞',
      hasFix: '可修复', noFix: '暂无修复', baseImage: '基础镜像', outdated: '已有更新的版本',
      annotated: '仅由注解声明', unknownBase: '未知', system: '系统', platform: '平台',
      digest: '摘要', created: '创建时间', scanned: '扫描时间', notJudged: '部分内容无法判定',
      feeds: '漏洞情报源', stale: '已过期', gaps: '缺口', problems: '无法读取', files: '个文件',
      ran: '已运行', absent: '未运行', failed: '失败', signatures: '特征库日期 {0}', unknownBinaries: '来源不明的程序',
      endOfLife: '发行版终止支持日期', settings: '设置', traits: '行为特征', special: '特殊权限',
      passed: '通过', warned: '通过（有警告）', could_not_judge: '无法判定', blocked: '已阻断',
      violated: '违反', not_applicable: '不适用', decided: '决定性规则', action: '动作', result: '结果',
      allow: '允许', warn: '警告', block: '阻断', message: '说明', by: '依据', why: '原因', name: '名称',
      version: '版本', licenses: '许可证', ecosystem: '类型', mode: '权限', capabilities: '能力',
      user: '用户', entrypoint: '入口点', command: '命令', directory: '工作目录', environment: '环境变量',
      ports: '端口', volumes: '卷', health: '健康检查', shell: 'Shell', onbuild: 'ONBUILD', signal: '停止信号',
      author: '作者', labels: '标签', annotations: '注解', fixed: '可修复', affected: '暂无修复',
      under_investigation: '调查中', will_not_fix: '不予修复', fix_deferred: '推迟修复',
      end_of_life: '终止支持', language: 'English', theme: '深色或浅色', madeBy: '由 Skep {0} 生成。无法判定的内容绝不会显示为安全。',
      rebuilt: '根据镜像历史重建；行号以此文本为准。', noHistory: '镜像未记录构建过程。',
      trojan: '木马', miner: '挖矿程序', backdoor: '后门', rootkit: 'Rootkit', dropper: '投放器', hacktool: '黑客工具',
      persistence: '持久化', tampering: '文件被篡改', test: '测试文件', fromBase: '{0} 项来自基础镜像，{1} 项由您添加',
      noneFound: '未发现', here: '此处为 {0}', count: '数量', open: '打开', sections: '栏目',
    },
  };
  const severities = ['critical', 'high', 'medium', 'low', 'negligible', 'unknown'];
  const scanners = ['malware', 'webshell', 'secret', 'vuln', 'config', 'license'];
  const batch = 100;

  let language = query.get('lang') ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
  if (!Object.hasOwn(words, language)) language = 'en';
  let theme = query.get('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  let tab = query.get('tab') ?? 'overview';
  let report = reports[0];
  let filter = emptyFilter();

  function emptyFilter() {
    return { text: '', scanner: '', severity: '', layer: '', origin: '', fixable: false, sort: 'severity', down: false };
  }

  // A word of the page; what has none is shown as it is.
  function t(key, ...values) {
    return Object.hasOwn(words[language], key)
      ? words[language][key].replace(/\{(\d)\}/g, (_, index) => values[Number(index)])
      : key;
  }

  // What is obeyed and not shown: controls, marks that turn the direction of writing, line separators.
  const clean = (text) => String(text).replace(/[^\P{C}\n]|[\u2028\u2029]/gu, '\uFFFD');

  function node(made, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value === true ? '' : clean(value));
    }
    made.append(...children.flat(3)
      .filter((child) => child !== null && child !== undefined && child !== false)
      .map((child) => (child instanceof Node ? child : clean(child))));
    return made;
  }

  const h = (tag, attributes, ...children) => node(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) =>
    node(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
  const list = (items) => items ?? [];
  const day = (time) => (time ? time.slice(0, 10) : '');
  const mark = (severity) => h('span', { class: `mark ${severity}` }, t(severity));
  const own = (map, key) => (map && Object.hasOwn(map, key) ? map[key] : undefined);

  function size(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB'];
    let unit = 0;
    for (; bytes >= 1024 && unit < units.length - 1; unit++) bytes /= 1024;
    return `${unit === 0 ? bytes : bytes.toFixed(1)} ${units[unit]}`;
  }

  function known(finding) {
    return finding.kind === 'vuln' ? own(report.vulnerabilities, finding.rule) ?? {} : finding;
  }

  function what(finding) {
    return finding.kind === 'vuln' ? `${finding.package} ${finding.installed}` : finding.message ?? finding.title ?? '';
  }

  function place(finding) {
    return finding.where ?? finding.subject ?? (finding.line ? t('dockerLine', finding.line) : t('settings'));
  }

  function originOf(finding) {
    return finding.base === true ? t('base') : finding.base === false ? t('own') : '';
  }

  function copyButton(text) {
    return h('button', {
      type: 'button', class: 'copy', onclick: (event) => {
        const button = event.currentTarget;
        const area = h('textarea', { class: 'offscreen', readonly: true });
        area.value = clean(text);
        button.after(area);
        area.select();
        // The newer interface is refused to files opened from a disk.
        document.execCommand('copy');
        area.remove();
        button.textContent = t('copied');
        setTimeout(() => { button.textContent = t('copy'); }, 1500);
      },
    }, t('copy'));
  }

  // ---- overview -------------------------------------------------------------------------------------------------

  function overview() {
    const findings = list(report.findings);
    const facts = [
      ['system', report.system], ['platform', report.platform], ['digest', report.digest ?? report.id],
      ['created', day(report.created)], ['scanned', report.scanned.replace('T', ' ').slice(0, 16) + ' UTC'],
      ['baseImage', report.base ? baseText() : t('unknownBase')],
    ].filter(([, value]) => value);
    return [
      verdict(), gapsBox(),
      h('div', { class: 'cards' }, scanners.filter((kind) => runs(kind)).map((kind) => card(kind, findings))),
      h('div', { class: 'charts' },
        chart('byScanner', severityChart(findings)), chart('share', fixChart(findings))),
      list(report.layers).length > 0 && chart('byLayer', layerStrip(findings)),
      h('section', { class: 'panel' }, h('h2', {}, t('image')), pairs(facts)),
    ];
  }

  function baseText() {
    const count = list(report.findings).filter((finding) => finding.base === true).length;
    const mine = list(report.findings).filter((finding) => finding.base === false).length;
    const notes = [report.base.annotated && t('annotated'), report.base.outdated && t('outdated'),
      count + mine > 0 && t('fromBase', count, mine)].filter(Boolean);
    return report.base.name + (notes.length > 0 ? ` (${notes.join('; ')})` : '');
  }

  function runs(kind) {
    return list(report.coverage.scanners).includes(kind) || list(report.findings).some((finding) => finding.kind === kind);
  }

  function verdict() {
    if (!report.policy) return null;
    const decided = decidedRule();
    return h('section', { class: `panel verdict ${report.policy.verdict}` },
      h('h2', {}, `${t('policy')} ${report.policy.name}: ${t(report.policy.verdict)}`),
      decided && h('p', {}, h('strong', {}, decided.name), ': ', decided.reason),
      decided?.message && h('p', { class: 'quiet' }, decided.message));
  }

  function decidedRule() {
    const verdict = report.policy.verdict;
    return list(report.policy.rules).find((rule) =>
      verdict === 'could_not_judge' ? rule.result === 'could_not_judge'
        : rule.result === 'violated' && rule.action === (verdict === 'blocked' ? 'block' : 'warn'));
  }

  function gapsBox() {
    const gaps = list(report.coverage.gaps);
    const engines = list(report.coverage.engines).filter((engine) => engine.state === 'failed');
    if (gaps.length + engines.length === 0) return null;
    return h('section', { class: 'panel gaps' }, h('h2', {}, t('notJudged')), h('ul', {},
      gaps.map((gap) => h('li', {}, gap.message, gap.hint && h('span', { class: 'quiet' }, ` → ${gap.hint}`))),
      engines.map((engine) => h('li', {}, `${engine.title} ${t(engine.state)}: ${engine.message ?? ''}`))));
  }

  function card(kind, findings) {
    const found = findings.filter((finding) => finding.kind === kind);
    const worst = severities.find((severity) => found.some((finding) => finding.severity === severity));
    return h('button', { type: 'button', class: 'card', onclick: () => show('findings', { scanner: kind }) },
      h('span', { class: `number ${worst ?? 'clean'}` }, String(found.length)),
      h('span', {}, t(kind)),
      h('span', { class: 'quiet' }, worst ? `${found.filter((f) => f.severity === worst).length} ${t(worst)}` : t('noneFound')));
  }

  function chart(title, drawing) {
    return drawing && h('section', { class: 'panel' }, h('h2', {}, t(title)), drawing);
  }

  function severityChart(findings) {
    const rows = scanners.filter((kind) => runs(kind));
    const counts = rows.map((kind) => severities.map((severity) =>
      findings.filter((finding) => finding.kind === kind && finding.severity === severity).length));
    const most = Math.max(1, ...counts.map((row) => row.reduce((sum, count) => sum + count, 0)));
    const height = 30;
    const left = 118;
    const width = 480;
    return [svg('svg', {
      viewBox: `0 0 ${width} ${rows.length * height}`, role: 'img',
      'aria-label': rows.map((kind, i) => `${t(kind)}: ${counts[i].map((count, j) => `${count} ${t(severities[j])}`).join(', ')}`).join('; '),
    }, rows.map((kind, i) => {
      let x = left;
      const total = counts[i].reduce((sum, count) => sum + count, 0);
      return [
        svg('text', { x: 0, y: i * height + 20, class: 'label' }, t(kind)),
        counts[i].map((count, j) => {
          const length = count === 0 ? 0 : Math.max(3, (count / most) * (width - left - 50));
          const bar = count > 0 && svg('rect', { x, y: i * height + 6, width: length, height: 18, rx: 2, class: `fill-${severities[j]}` },
            svg('title', {}, `${count} ${t(severities[j])}`));
          x += length + (count > 0 ? 1 : 0);
          return bar;
        }),
        svg('text', { x: x + 6, y: i * height + 20, class: 'label' }, String(total)),
      ];
    })), h('p', { class: 'legend' }, severities.map((severity) =>
      h('span', {}, h('span', { class: `dot ${severity}` }), t(severity))))];
  }

  function fixChart(findings) {
    const all = findings.filter((finding) => finding.kind === 'vuln');
    if (all.length === 0) return null;
    const fixed = all.filter((finding) => finding.fixed).length;
    const around = 2 * Math.PI * 54;
    const share = Math.round((100 * fixed) / all.length);
    return h('div', { class: 'donut' },
      svg('svg', { viewBox: '0 0 140 140', role: 'img', 'aria-label': `${t('hasFix')}: ${fixed} / ${all.length}` },
        svg('circle', { cx: 70, cy: 70, r: 54, class: 'ring' }),
        svg('circle', {
          cx: 70, cy: 70, r: 54, class: 'ring part', 'stroke-dasharray': `${(around * fixed) / all.length} ${around}`,
          transform: 'rotate(-90 70 70)',
        }),
        svg('text', { x: 70, y: 78, 'text-anchor': 'middle', class: 'big' }, `${share} %`)),
      h('ul', { class: 'plain' }, h('li', {}, h('strong', {}, String(fixed)), ` ${t('hasFix')}`),
        h('li', {}, h('strong', {}, String(all.length - fixed)), ` ${t('noFix')}`)));
  }

  function layerStrip(findings) {
    return h('ol', { class: 'strip' }, report.layers.map((layer) => {
      const found = findings.filter((finding) => finding.layer === layer.index);
      const worst = severities.find((severity) => found.some((finding) => finding.severity === severity));
      const weight = Math.sqrt(Math.max(1, layer.bytes / 1e6));
      const item = h('li', {}, h('button', {
        type: 'button', class: layer.base === true ? 'layer base' : 'layer', title: layer.instruction,
        onclick: () => show('findings', { layer: String(layer.index) }),
      },
      h('span', { class: 'quiet' }, `${t('layer')} ${layer.index}`), h('strong', {}, layer.bytes > 0 ? size(layer.bytes) : '–'),
      worst ? h('span', { class: `mark ${worst}` }, String(found.length)) : h('span', { class: 'quiet' }, '0'),
      h('code', {}, layer.instruction ?? ''), layer.base === true && h('span', { class: 'quiet' }, t('base'))));
      item.style.flexGrow = String(weight);
      return item;
    }));
  }

  function pairs(entries) {
    return h('dl', { class: 'facts' }, entries.map(([key, value]) => [h('dt', {}, t(key)), h('dd', {}, value)]));
  }

  // ---- findings -------------------------------------------------------------------------------------------------

  const order = {
    severity: (finding) => severities.indexOf(finding.severity),
    scanner: (finding) => scanners.indexOf(finding.kind),
    finding: (finding) => finding.rule,
    what: (finding) => what(finding).toLowerCase(),
    where: (finding) => place(finding),
    layer: (finding) => finding.layer ?? -1,
    fix: (finding) => (finding.fixed ? 0 : 1),
  };

  function matching() {
    const text = filter.text.trim().toLowerCase();
    const found = list(report.findings).filter((finding) =>
      (!filter.scanner || finding.kind === filter.scanner)
      && (!filter.severity || finding.severity === filter.severity)
      && (!filter.layer || String(finding.layer) === filter.layer)
      && (!filter.origin || (filter.origin === 'base') === finding.base)
      && (!filter.fixable || finding.fixed)
      && (!text || haystack(finding).includes(text)));
    const key = order[filter.sort];
    return found.map((finding) => [key(finding), finding])
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (filter.down ? -1 : 1))
      .map(([, finding]) => finding);
  }

  const texts = new Map();
  function haystack(finding) {
    if (!texts.has(finding)) {
      const about = known(finding);
      texts.set(finding, [finding.rule, finding.title, finding.message, finding.package, finding.installed, finding.where,
        finding.subject, finding.id, ...list(about.aliases)].join('\n').toLowerCase());
    }
    return texts.get(finding);
  }

  function choice(label, key, options) {
    return h('label', {}, t(label), h('select', { onchange: (event) => { filter[key] = event.target.value; refill(); } },
      h('option', { value: '' }, t('all')),
      options.map(([value, text]) => h('option', { value, selected: filter[key] === value }, text))));
  }

  function findingsView() {
    return [
      h('form', { class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault() },
        h('label', { class: 'wide' }, t('search'), h('input', {
          type: 'search', placeholder: t('searchHint'), value: filter.text,
          oninput: (event) => { filter.text = event.target.value; refill(); },
        })),
        choice('scanner', 'scanner', scanners.filter(runs).map((kind) => [kind, t(kind)])),
        choice('severity', 'severity', severities.map((severity) => [severity, t(severity)])),
        list(report.layers).length > 0 && choice('layer', 'layer', report.layers.map((layer) => [String(layer.index), String(layer.index)])),
        report.base && choice('origin', 'origin', [['own', t('own')], ['base', t('base')]]),
        h('label', { class: 'tick' }, h('input', {
          type: 'checkbox', checked: filter.fixable, onchange: (event) => { filter.fixable = event.target.checked; refill(); },
        }), t('fixable')),
        h('button', { type: 'button', onclick: () => show('findings', {}) }, t('reset'))),
      h('p', { class: 'quiet', id: 'shown', role: 'status' }),
      h('div', { class: 'scroll' }, h('table', { class: 'rows' },
        h('thead', {}, h('tr', {}, ['severity', 'scanner', 'finding', 'what', 'where', 'layer', 'fix'].map((column) =>
          h('th', { scope: 'col', 'data-column': column }, h('button', { type: 'button', onclick: () => sortBy(column) }, t(column)))))),
        h('tbody', { id: 'rows' }))),
      h('button', { type: 'button', id: 'more', onclick: () => fill(batch) }, t('more')),
    ];
  }

  let current = [];
  let filled = 0;

  function sortBy(column) {
    filter.down = filter.sort === column ? !filter.down : false;
    filter.sort = column;
    refill();
  }

  // Rows are made as they are scrolled to: thousands at once would take seconds.
  function refill() {
    const body = document.getElementById('rows');
    if (!body) return;
    body.replaceChildren();
    current = matching();
    filled = 0;
    for (const heading of document.querySelectorAll('th[data-column]')) {
      const isSorted = heading.dataset.column === filter.sort;
      heading.setAttribute('aria-sort', isSorted ? (filter.down ? 'descending' : 'ascending') : 'none');
    }
    fill(batch);
  }

  function fill(count) {
    const body = document.getElementById('rows');
    if (!body) return;
    body.append(...current.slice(filled, filled + count).map(row));
    filled = Math.min(current.length, filled + count);
    document.getElementById('more').hidden = filled >= current.length;
    document.getElementById('shown').textContent = t('shown', current.length, list(report.findings).length);
  }

  function row(finding) {
    return h('tr', {},
      h('td', {}, mark(finding.severity)),
      h('td', {}, t(finding.kind)),
      h('td', {}, h('button', { type: 'button', class: 'link', onclick: () => detail(finding) }, finding.rule),
        known(finding).kev && h('span', { class: 'tag alarm', title: t('exploited') }, 'KEV')),
      h('td', {}, what(finding)),
      h('td', { class: 'path' }, place(finding), finding.removed && h('span', { class: 'quiet' }, ` (${t('removed')})`)),
      h('td', {}, finding.layer === undefined ? '' : String(finding.layer)),
      h('td', {}, finding.fixed ?? (finding.kind === 'vuln' ? t(finding.status) : '')));
  }

  // ---- one finding ----------------------------------------------------------------------------------------------

  function detail(finding) {
    const about = known(finding);
    const isVulnerability = finding.kind === 'vuln';
    const dialog = document.getElementById('detail');
    const match = finding.match;
    const title = about.title ?? finding.title ?? '';
    dialog.replaceChildren();
    node(dialog, {}, [
      h('div', { class: 'head' },
        h('h2', { id: 'detail-title' }, mark(finding.severity), ' ', finding.rule),
        h('button', { type: 'button', autofocus: true, onclick: () => dialog.close() }, t('close'))),
      h('p', { class: 'lead' }, isVulnerability ? title : `${title}: ${finding.message ?? ''}`),
      h('p', { class: 'tags' }, tags(finding, about)),
      pairs([
        ['kind', kindOf(finding, about)],
        ['severity', t(finding.severity) + (finding.source ? ` (${t('says')}: ${finding.source})` : '')],
        ['CVSS', list(about.cvss).map((score) => `${score.score} ${score.vector} (${score.source})`).join('\n')],
        ['where', place(finding) + (finding.removed ? ` (${t('removed')})` : '')],
        ['installed', isVulnerability ? what(finding) : ''],
        ['fixedIn', isVulnerability ? finding.fixed ?? t(finding.status) : ''],
        ['layer', layerText(finding)],
        ['origin', originOf(finding)],
        ['owner', finding.owner],
        ['engine', list(finding.engines).join(', ')],
        ['published', day(about.published)],
        ['aliases', list(about.aliases).join(', ')],
        ['reason', match && `${match.advisory} (${match.feed}, ${match.scope}): ${match.name} ${match.rule}; ${t('here', match.version)}`],
        ['by', finding.by], ['why', finding.reason],
        ['purl', finding.purl],
        ['id', finding.id],
      ].filter(([, value]) => value)),
      about.description && [h('h3', {}, t('description')), h('p', { class: 'text' }, about.description)],
      list(finding.evidence).length > 0 && [h('h3', {}, t('evidence')), h('ul', { class: 'evidence' },
        finding.evidence.map((piece) => h('li', {},
          h('span', { class: 'quiet' }, piece.line > 0 ? t('line', piece.line) : t('byte', piece.offset)), ' ',
          h('code', {}, piece.text ?? ''))))],
      finding.advice && [h('h3', {}, t('remedy')), isVulnerability ? command(finding.advice) : h('p', { class: 'text' }, finding.advice)],
      finding.check && [h('h3', {}, t('check')), command(finding.check)],
      list(about.links).length + list(about.references).length > 0 && [h('h3', {}, t('references')), h('ul', {},
        list(about.links).map((link) => h('li', {}, h('a', { href: link, rel: 'noopener noreferrer', target: '_blank' }, link))),
        list(about.references).map((text) => h('li', {}, text)))],
    ]);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  function kindOf(finding, about) {
    if (finding.type) return t(finding.type) + (finding.family ? `, ${finding.family}` : '');
    const named = list(about.cwes).map((cwe) => {
      const both = own(report.weaknesses, cwe);
      return both ? `${both[language === 'zh' ? 1 : 0]} (${cwe})` : cwe;
    });
    return named.length > 0 ? named.join('; ') : t(finding.kind);
  }

  function layerText(finding) {
    const layer = list(report.layers).find((candidate) => candidate.index === finding.layer);
    const instruction = finding.instruction ?? layer?.instruction ?? '';
    const line = finding.line ? `, ${t('dockerLine', finding.line)}` : '';
    if (finding.layer === undefined) return instruction + line;
    return `${finding.layer}: ${instruction}${line}`;
  }

  function tags(finding, about) {
    const tag = (text, alarm) => h('span', { class: alarm ? 'tag alarm' : 'tag' }, text);
    return [
      about.kev && tag(`KEV: ${t('exploited')}, ${about.kev.added}`, true),
      about.kev?.ransomware && tag(t('ransomware'), true),
      about.epss !== undefined && tag(t('epss', `${(about.epss * 100).toFixed(1)} %`)),
      finding.fixed && tag(t('hasFix')),
      originOf(finding) && tag(originOf(finding)),
      finding.removed && tag(t('removed')),
    ];
  }

  function command(text) {
    return h('div', { class: 'command' }, h('code', {}, text), copyButton(text));
  }

  // ---- the other sections ---------------------------------------------------------------------------------------

  function buildView() {
    const lines = list(report.dockerfile);
    const at = new Map();
    for (const finding of list(report.findings)) {
      const line = finding.line ?? (finding.kind === 'vuln' ? undefined : lineOfLayer(finding.layer));
      if (line) at.set(line, [...list(at.get(line)), finding]);
    }
    return [
      h('section', { class: 'panel' }, h('h2', {}, t('dockerfile')),
        lines.length === 0 ? h('p', {}, t('noHistory')) : [h('p', { class: 'quiet' }, t('rebuilt')),
          h('ol', { class: 'dockerfile' }, lines.map((line, index) => h('li', { class: line.base === true ? 'base' : null },
            h('code', { class: line.ours ? 'comment' : null }, line.text),
            list(at.get(index + 1)).slice(0, 30).map((finding) => h('button', {
              type: 'button', class: `note ${finding.severity}`, onclick: () => detail(finding),
            }, mark(finding.severity), ` ${finding.rule}: ${finding.title ?? what(finding)}`)))))]),
      list(report.settings).length > 0 && h('section', { class: 'panel' }, h('h2', {}, t('settings')),
        h('dl', { class: 'facts' }, report.settings.map((setting) => [h('dt', {}, t(setting.name)),
          h('dd', {}, h('ul', { class: 'plain' }, list(setting.values).map((value) => h('li', {}, h('code', {}, value)))))]))),
      grid('traits', ['kind', 'name', 'where', 'layer'], list(report.traits)),
      grid('special', ['where', 'mode', 'capabilities', 'owner', 'layer'], list(report.special)),
    ];
  }

  function lineOfLayer(layer) {
    const index = list(report.dockerfile).findIndex((line) => layer !== undefined && line.layer === layer);
    return index < 0 ? undefined : index + 1;
  }

  // A table that shows its beginning and grows when asked.
  function grid(title, columns, rows, render) {
    if (rows.length === 0) return null;
    let end = 0;
    const body = h('tbody', {});
    const button = h('button', { type: 'button', onclick: () => grow() }, t('more'));
    const cell = render ?? ((column, entry) => (entry[column] === undefined ? '' : String(entry[column])));
    function grow() {
      body.append(...rows.slice(end, end + batch).map((entry) => h('tr', {}, columns.map((column) => h('td', {}, cell(column, entry))))));
      end += batch;
      button.hidden = end >= rows.length;
    }
    grow();
    return h('section', { class: 'panel' }, h('h2', {}, `${t(title)} (${rows.length})`),
      h('div', { class: 'scroll' }, h('table', {}, h('thead', {}, h('tr', {}, columns.map((column) => h('th', { scope: 'col' }, t(column))))), body)),
      button);
  }

  function packagesView() {
    const counts = new Map();
    for (const finding of list(report.findings)) {
      if (finding.kind === 'vuln') {
        const key = `${finding.package}\n${finding.installed}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const rows = list(report.packages).map((entry) => ({
      ecosystem: entry.kind, name: entry.name, version: entry.version, licenses: entry.licenses, where: entry.where,
      layer: entry.layer, vuln: counts.get(`${entry.name}\n${entry.version}`),
    }));
    let table = grid('packages', ['name', 'version', 'ecosystem', 'vuln', 'licenses', 'where', 'layer'], rows);
    const input = h('input', {
      type: 'search', placeholder: t('searchHint'), oninput: (event) => {
        const text = event.target.value.trim().toLowerCase();
        const found = rows.filter((entry) => `${entry.name}\n${entry.version}\n${entry.where}\n${entry.licenses}`.toLowerCase().includes(text));
        const next = grid('packages', ['name', 'version', 'ecosystem', 'vuln', 'licenses', 'where', 'layer'], found)
          ?? h('p', {}, t('none'));
        table.replaceWith(next);
        table = next;
      },
    });
    return table ? [h('form', { class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault() },
      h('label', { class: 'wide' }, t('search'), input)), table] : h('p', {}, t('none'));
  }

  function coverageView() {
    const coverage = report.coverage;
    const facts = [
      ['scanner', list(coverage.scanners).map((kind) => t(kind)).join(', ')],
      ['files', `${coverage.files} (${size(coverage.bytes)})`],
      ['packages', Object.entries(coverage.packages).map(([kind, count]) => `${count} ${kind}`).join(', ')],
      ['endOfLife', coverage.endOfLife],
    ].filter(([, value]) => value);
    const unknown = list(coverage.unknownPaths).map((path) => ({ where: path }));
    return [
      h('section', { class: 'panel' }, h('h2', {}, t('coverage')), pairs(facts)),
      grid('gaps', ['message', 'remedy'], list(coverage.gaps).map((gap) => ({ message: gap.message, remedy: gap.hint }))),
      grid('engines', ['name', 'result', 'version', 'message'], list(coverage.engines).map((engine) => ({
        name: engine.title, result: t(engine.state), version: engine.newest ? t('signatures', engine.newest) : '', message: engine.message,
      }))),
      grid('feeds', ['name', 'version', 'result'], list(coverage.feeds).map((feed) => ({
        name: feed.title, version: feed.newest, result: feed.stale ? t('stale') : '',
      }))),
      grid('problems', ['where', 'message'], list(coverage.problems)),
      grid('unknownBinaries', ['where'], unknown),
    ];
  }

  function policyView() {
    if (!report.policy) return null;
    const decided = decidedRule();
    return [verdict(), grid('policy', ['rule', 'action', 'result', 'reason', 'count'], list(report.policy.rules), (column, rule) => {
      switch (column) {
        case 'rule': return [rule.name, rule === decided && h('span', { class: 'tag alarm' }, t('decided'))];
        case 'action': return t(rule.action);
        case 'result': return h('span', { class: `result ${rule.result}` }, t(rule.result));
        case 'reason': return [rule.reason, rule.message && h('p', { class: 'quiet' }, rule.message)];
        default: return rule.ids ? String(rule.ids.length) : '';
      }
    })];
  }

  function asideView() {
    return grid('aside', ['severity', 'finding', 'what', 'by', 'why'], list(report.aside), (column, finding) => {
      switch (column) {
        case 'severity': return mark(finding.severity);
        case 'finding': return h('button', { type: 'button', class: 'link', onclick: () => detail(finding) }, finding.rule);
        case 'what': return what(finding);
        case 'by': return finding.by;
        default: return finding.reason;
      }
    });
  }

  // ---- the page -------------------------------------------------------------------------------------------------

  const views = {
    overview, findings: findingsView, dockerfile: buildView, packages: packagesView, policy: policyView,
    aside: asideView, coverage: coverageView,
  };

  function tabs() {
    return Object.keys(views).filter((name) =>
      (name !== 'policy' || report.policy) && (name !== 'aside' || list(report.aside).length > 0));
  }

  function show(name, change) {
    if (change) filter = { ...emptyFilter(), ...change };
    tab = name;
    draw();
    document.getElementById(`tab-${name}`)?.focus();
  }

  function header() {
    return h('header', {},
      h('div', { class: 'brand' }, h('p', { class: 'quiet' }, t('title')),
        reports.length > 1
          ? h('h1', {}, h('select', {
            'aria-label': t('image'), onchange: (event) => { report = reports[Number(event.target.value)]; show(tab, {}); },
          }, reports.map((one, index) => h('option', { value: index, selected: one === report }, one.name))))
          : h('h1', {}, report?.name ?? '')),
      h('div', { class: 'switches' },
        h('button', { type: 'button', lang: language === 'zh' ? 'en' : 'zh', onclick: () => { language = language === 'zh' ? 'en' : 'zh'; draw(); } }, t('language')),
        h('button', { type: 'button', 'aria-label': t('theme'), title: t('theme'), onclick: () => { theme = theme === 'dark' ? 'light' : 'dark'; draw(); } },
          theme === 'dark' ? '☀' : '☾')));
  }

  function onTabKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const names = tabs();
    show(names[(names.indexOf(tab) + step + names.length) % names.length]);
  }

  function draw() {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset.theme = theme;
    if (!report) {
      document.getElementById('page').replaceChildren(header(), h('main', {}, h('p', {}, t('none'))));
      return;
    }
    document.title = clean(`Skep: ${report.name}`);
    if (tab !== 'all' && !tabs().includes(tab)) tab = 'overview';
    const counts = { findings: list(report.findings).length, packages: list(report.packages).length, aside: list(report.aside).length };
    document.getElementById('page').replaceChildren(
      header(),
      h('nav', { role: 'tablist', 'aria-label': t('sections'), onkeydown: onTabKey }, tabs().map((name) => h('button', {
        type: 'button', role: 'tab', id: `tab-${name}`, 'aria-selected': String(name === tab), 'aria-controls': 'panel',
        tabindex: name === tab ? '0' : '-1', onclick: () => show(name),
      }, t(name), counts[name] !== undefined && h('span', { class: 'count' }, String(counts[name]))))),
      h('main', { role: 'tabpanel', id: 'panel', 'aria-labelledby': tab === 'all' ? null : `tab-${tab}` }, tab === 'all' ? sheets() : h('div', {}, views[tab]())),
      h('footer', { class: 'quiet' }, t('madeBy', report.version)),
      h('dialog', { id: 'detail', 'aria-labelledby': 'detail-title' }));
    refill();
    document.getElementById('detail').addEventListener('click', (event) => {
      if (event.target === event.currentTarget) event.currentTarget.close();
    });
  }

  function sheets() {
    return tabs().map((name) => h('div', { class: 'sheet' }, h('h2', {}, t(name)), views[name]()));
  }

  // On paper there are no tabs: all follows in one go, as with ?tab=all.
  addEventListener('beforeprint', () => {
    if (!report) return;
    const before = tab;
    filter = emptyFilter();
    tab = 'all';
    draw();
    fill(2000);
    addEventListener('afterprint', () => { tab = before; draw(); }, { once: true });
  });
  addEventListener('scroll', () => {
    const more = document.getElementById('more');
    if (more && !more.hidden && more.getBoundingClientRect().top < innerHeight + 400) fill(batch);
  }, { passive: true });

  draw();
  const wanted = query.get('finding');
  const opened = wanted && list(report?.findings).find((finding) => finding.id === wanted || finding.rule === wanted);
  if (opened) detail(opened);
})();
