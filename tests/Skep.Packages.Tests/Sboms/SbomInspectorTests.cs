using Skep.Core;
using Skep.Packages.Sboms;
using Skep.Testing;

namespace Skep.Packages.Tests.Sboms;

public sealed class SbomInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new SbomInspector();

    protected override string SamplePath => "opt/bitnami/comb/.spdx-comb.spdx";

    protected override byte[] Sample =>
        """
        {
          "spdxVersion": "SPDX-2.3",
          "SPDXID": "SPDXRef-DOCUMENT",
          "packages": [
            {"SPDXID": "SPDXRef-1", "name": "comb", "versionInfo": "7.0.11-3", "licenseConcluded": "NOASSERTION",
             "licenseDeclared": "BSD-3-Clause", "externalRefs": [
               {"referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:*:comb"},
               {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                "referenceLocator": "pkg:bitnami/comb@7.0.11-3?arch=amd64&distro=debian-12"}]},
            {"SPDXID": "SPDXRef-2", "name": "libc6", "versionInfo": "2.36", "externalRefs": [
               {"referenceType": "purl", "referenceLocator": "pkg:deb/debian/libc6@2.36?arch=amd64"}]}
          ]
        }
        """u8.ToArray();

    [Fact]
    public async Task Applications_are_listed_and_packages_of_the_system_are_not()
    {
        Package package = Assert.Single((await Inspect(Sample)).Packages);

        Assert.Equal(("bitnami", "comb", "7.0.11-3"), (package.Ecosystem.Value, package.Name, package.Version));
        Assert.Equal(
            (PackageEvidence.Sbom, "amd64", SamplePath),
            (package.Evidence, package.Architecture, package.Location));
        Assert.Equal(["BSD-3-Clause"], package.Licenses);
    }
}
