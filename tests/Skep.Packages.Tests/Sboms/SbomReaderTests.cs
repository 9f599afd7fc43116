using System.Text;
using Skep.Packages.Sboms;

namespace Skep.Packages.Tests.Sboms;

public sealed class SbomReaderTests
{
    private const string CycloneDx =
        """
        {
          "bomFormat": "CycloneDX", "specVersion": "1.6",
          "metadata": {"component": {"type": "container", "name": "app", "purl": "pkg:oci/app@sha256%3A00"}},
          "components": [
            {"type": "operating-system", "name": "redhat", "version": "8.6"},
            {"type": "library", "name": "bash", "version": "4.4.20-4.el8",
             "purl": "pkg:rpm/redhat/bash@4.4.20-4.el8?arch=x86_64&epoch=1&upstream=bash-4.4.20-4.el8.src.rpm",
             "licenses": [{"license": {"id": "GPL-3.0"}}, {"expression": "MIT OR ISC"}]},
            {"type": "application", "name": "package-lock.json", "components": [
              {"type": "library", "name": "core", "purl": "pkg:npm/%40babel/core@7.0.0"}]},
            {"type": "library", "name": "zlib1g", "purl": "pkg:deb/debian/zlib1g@1.2?arch=amd64", "properties": [
              {"name": "aquasecurity:trivy:SrcName", "value": "zlib"},
              {"name": "aquasecurity:trivy:SrcEpoch", "value": "1"},
              {"name": "aquasecurity:trivy:SrcVersion", "value": "1.2"},
              {"name": "aquasecurity:trivy:SrcRelease", "value": "3"}]},
            {"type": "library", "name": "unaddressed", "version": "1"},
            {"type": "file", "name": "etc/passwd"}
          ]
        }
        """;

    [Fact]
    public void CycloneDx_json_gives_packages_system_and_sources()
    {
        SbomContent content = Read(CycloneDx);

        Assert.Equal("CycloneDX JSON 1.6", content.Format);
        Assert.Equal(("rhel", "8.6"), (content.Distribution?.Id, content.Distribution?.VersionId));
        Assert.Equal(
            [
                "rpm bash 1:4.4.20-4.el8 from bash 1:4.4.20-4.el8",
                "npm @babel/core 7.0.0 from  ",
                "deb zlib1g 1.2 from zlib 1:1.2-3",
            ],
            Describe(content));
        Assert.Equal(["GPL-3.0", "MIT OR ISC"], content.Packages[0].Licenses);
        Assert.Equal(
            "1 components without a package URL and a version were not judged",
            Assert.Single(content.Problems).Message);
    }

    [Fact]
    public void CycloneDx_xml_gives_the_same_nouns()
    {
        SbomContent content = Read(
            """
            <?xml version="1.0"?>
            <bom xmlns="http://cyclonedx.org/schema/bom/1.4">
              <metadata><component type="container"><name>app</name><purl>pkg:oci/app@1</purl></component></metadata>
              <components>
                <component type="operating-system"><name>alpine</name><version>3.18</version></component>
                <component type="library"><name>flask</name><version>2.0</version>
                  <licenses><license><id>BSD-3-Clause</id></license></licenses><purl>pkg:pypi/flask@2.0</purl>
                  <components><component type="library"><purl>pkg:pypi/inner@1</purl></component></components>
                </component>
              </components>
            </bom>
            """);

        Assert.Equal("CycloneDX XML 1.4", content.Format);
        Assert.Equal("alpine", content.Distribution?.Id);
        Assert.Equal(["pypi inner 1 from  ", "pypi flask 2.0 from  "], Describe(content));
        Assert.Equal(["BSD-3-Clause"], content.Packages[1].Licenses);
    }

    [Fact]
    public void Spdx_json_names_the_system_by_purpose_or_by_address()
    {
        SbomContent content = Read(
            """
            {"spdxVersion": "SPDX-2.3", "packages": [
              {"name": "debian", "versionInfo": "12.1", "primaryPackagePurpose": "OPERATING-SYSTEM"},
              {"name": "openssl", "versionInfo": "3.0-1", "externalRefs": [
                {"referenceType": "purl",
                 "referenceLocator": "pkg:deb/debian/libssl3@3.0-1?upstream=openssl%402.9-1&distro=debian-11"}]}]}
            """);

        Assert.Equal("SPDX JSON 2.3", content.Format);
        Assert.Equal(("debian", "12.1"), (content.Distribution?.Id, content.Distribution?.VersionId));
        Assert.Equal(["deb libssl3 3.0-1 from openssl 2.9-1"], Describe(content));
    }

    [Fact]
    public void Spdx_lines_give_the_same_nouns()
    {
        SbomContent content = Read(
            """
            SPDXVersion: SPDX-2.2
            DataLicense: CC0-1.0

            PackageName: snakeyaml
            SPDXID: SPDXRef-1
            PackageVersion: 1.18
            PackageLicenseDeclared: Apache-2.0
            ExternalRef: PACKAGE-MANAGER purl pkg:maven/org.yaml/snakeyaml@1.18
            FileName: ./x
            PackageVersion: 9

            PackageName: app
            SPDXID: SPDXRef-2
            """);

        Assert.Equal("SPDX tag-value 2.2", content.Format);
        Assert.Equal(["maven org.yaml:snakeyaml 1.18 from  "], Describe(content));
        Assert.Empty(content.Problems);
    }

    [Fact]
    public void Spdx_3_and_statements_round_a_document_are_read()
    {
        SbomContent graph = Read(
            """{"@graph": [{"type": "software_Package", "software_packageUrl": "pkg:gem/rails@6.0"}]}""");
        SbomContent statement = Read($$"""{"_type": "https://in-toto.io/Statement/v1", "predicate": {{CycloneDx}}}""");

        Assert.Equal(["gem rails 6.0 from  "], Describe(graph));
        Assert.Equal(3, statement.Packages.Count);
    }

    [Fact]
    public void Address_tells_the_distribution_where_no_component_does()
    {
        SbomContent content = Read(
            """
            {"bomFormat": "CycloneDX", "components": [
              {"type": "library", "purl": "pkg:apk/alpine/musl@1.2?distro=alpine-3.18.9"}]}
            """);

        Assert.Equal(("alpine", "3.18.9"), (content.Distribution?.Id, content.Distribution?.VersionId));
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("<bom", "not valid XML")]
    [InlineData("<html/>", "neither CycloneDX nor SPDX")]
    [InlineData("{}", "neither CycloneDX nor SPDX")]
    [InlineData("hello", "neither CycloneDX nor SPDX")]
    public void What_is_no_bill_of_materials_is_a_problem(string text, string problem)
    {
        SbomContent content = Read(text);

        Assert.Equal(problem, Assert.Single(content.Problems).Message);
        Assert.Empty(content.Format);
    }

    [Fact]
    public void Nesting_ten_thousand_deep_is_a_problem()
    {
        Assert.Single(Read("{\"bomFormat\":\"CycloneDX\",\"components\":" + new string('[', 10_000)).Problems);

        string deep = string.Concat(Enumerable.Repeat("<component>", 10_000));
        Assert.Single(Read("<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\">" + deep).Problems);
    }

    [Fact]
    public void Damaged_documents_are_survived()
    {
        byte[] sample = Encoding.UTF8.GetBytes(CycloneDx);
        for (int seed = 0; seed < 300; seed++)
        {
            SbomReader.Read(Skep.Testing.Mutations.Damage(sample, seed), "x", CancellationToken.None);
        }
    }

    private static SbomContent Read(string text) =>
        SbomReader.Read(Encoding.UTF8.GetBytes(text), "sbom", CancellationToken.None);

    private static IEnumerable<string> Describe(SbomContent content) =>
        content.Packages.Select(p => $"{p.Ecosystem} {p.Name} {p.Version} from {p.SourceName} {p.SourceVersion}");
}
