using System.Text;
using Skep.Core;
using Skep.Policy.Vex;
using Skep.Testing;

namespace Skep.Policy.Tests.Vex;

public sealed class VexDocumentTests
{
    private const string OpenVex = """
        {
          "@context": "https://openvex.dev/ns/v0.2.0",
          "@id": "https://example.org/vex-1",
          "statements": [
            {
              "vulnerability": { "name": "CVE-2022-1292" },
              "products": [ { "@id": "pkg:deb/debian/libssl1.1" } ],
              "status": "not_affected",
              "justification": "vulnerable_code_not_in_execute_path",
              "impact_statement": "c_rehash is not shipped"
            },
            {
              "vulnerability": { "name": "GHSA-jfh8-c2jp-5v3q" },
              "products": [ {
                "@id": "pkg:oci/web?repository_url=registry.example/shop/web",
                "subcomponents": [ { "@id": "pkg:maven/org.apache.logging.log4j/log4j-core" } ]
              } ],
              "status": "fixed"
            },
            {
              "vulnerability": { "name": "CVE-2021-3711" },
              "products": [ { "@id": "pkg:deb/debian/libssl1.1" } ],
              "status": "not_affected",
              "justification": "component_not_present"
            },
            {
              "vulnerability": { "name": "CVE-2021-3711" },
              "products": [ { "@id": "pkg:deb/debian/libssl1.1" } ],
              "status": "affected"
            }
          ]
        }
        """;

    [Fact]
    public void OpenVex_sets_aside_what_is_not_affected_or_fixed()
    {
        ScanReport report = Apply(OpenVex);

        Assert.Equal(
            "not affected: vulnerable_code_not_in_execute_path; c_rehash is not shipped",
            Reason(report, "CVE-2022-1292"));
        Assert.Equal("fixed", Reason(report, "CVE-2021-44228"));
    }

    [Fact]
    public void Last_statement_of_a_document_holds() =>
        Assert.Contains(Apply(OpenVex).Vulnerabilities, finding => finding.Vulnerability.Id == "CVE-2021-3711");

    [Theory]
    [InlineData("pkg:oci/web", true)]
    [InlineData("pkg:oci/api", false)]
    [InlineData("pkg:oci/web?repository_url=other.example/web", false)]
    [InlineData("pkg:oci/web@sha256%3Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("pkg:oci/web@sha256%3Accc", false)]
    [InlineData("pkg:npm/lodash", true)]
    [InlineData("pkg:npm/lodash@4.17.15", true)]
    [InlineData("pkg:npm/lodash@4.17.16", false)]
    public void Statement_holds_only_for_the_products_it_names(string product, bool holds)
    {
        ScanReport report = Apply($$"""
            {"@context":"https://openvex.dev/ns/v0.2.0","statements":[{"vulnerability":{"name":"GHSA-35jh-r3h4-6jhm"},
             "products":[{"@id":"{{product}}"}],"status":"not_affected"}]}
            """);

        Assert.Equal(holds, report.Vulnerabilities.All(finding => finding.Vulnerability.Id != "GHSA-35jh-r3h4-6jhm"));
    }

    [Fact]
    public void CycloneDx_analyses_are_read_through_references()
    {
        ScanReport report = Apply("""
            {
              "bomFormat": "CycloneDX", "specVersion": "1.6",
              "components": [ { "bom-ref": "a", "purl": "pkg:npm/lodash@4.17.15" } ],
              "vulnerabilities": [
                { "id": "GHSA-35jh-r3h4-6jhm", "affects": [ { "ref": "a" } ],
                  "analysis": { "state": "not_affected", "justification": "code_not_reachable" } },
                { "id": "CVE-2022-1292", "affects": [ { "ref": "urn:cdx:x/1#pkg%3Adeb/debian/libssl1.1" } ],
                  "analysis": { "state": "resolved" } }
              ]
            }
            """);

        Assert.Equal("not affected: code_not_reachable", Reason(report, "GHSA-35jh-r3h4-6jhm"));
        Assert.Equal("fixed", Reason(report, "CVE-2022-1292"));
    }

    [Fact]
    public void Csaf_product_statuses_are_read_through_the_product_tree()
    {
        ScanReport report = Apply("""
            {
              "document": { "category": "csaf_vex", "csaf_version": "2.0" },
              "product_tree": {
                "branches": [ { "branches": [ { "product": {
                  "product_id": "libssl",
                  "product_identification_helper": { "purl": "pkg:deb/debian/libssl1.1" } } } ] } ],
                "relationships": [ { "product_reference": "libssl", "relates_to_product_reference": "os",
                  "full_product_name": { "product_id": "os:libssl" } } ]
              },
              "vulnerabilities": [ { "cve": "CVE-2022-1292",
                "product_status": { "known_not_affected": [ "os:libssl" ] },
                "flags": [ { "label": "component_not_present" } ] } ]
            }
            """);

        Assert.Equal("not affected: component_not_present", Reason(report, "CVE-2022-1292"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"@context":"https://schema.org"}""")]
    public void What_is_no_vex_is_refused(string text) =>
        Assert.Equal(ErrorKind.Invalid, Assert.Throws<SkepException>(() => Apply(text)).Kind);

    [Fact]
    public void Damaged_documents_are_refused_or_read_but_never_worse()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            try
            {
                byte[] damaged = Mutations.Damage(Encoding.UTF8.GetBytes(OpenVex), seed);
                VexDocument.Parse("x.json", damaged).Apply(SampleScan.Report);
            }
            catch (SkepException e)
            {
                Assert.Equal(ErrorKind.Invalid, e.Kind);
            }
        }
    }

    private static ScanReport Apply(string text) =>
        VexDocument.Parse("x.json", Encoding.UTF8.GetBytes(text)).Apply(SampleScan.Report);

    private static string Reason(ScanReport report, string id) =>
        Assert.Single(report.Suppressed, entry => entry.Finding.Names.First() == id).Reason;
}
