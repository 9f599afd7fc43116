using Skep.Core;
using Skep.Packages.Rpm;
using Skep.Testing;

namespace Skep.Packages.Tests.Rpm;

public sealed class RpmManifestInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new RpmManifestInspector();

    protected override string SamplePath => "var/lib/rpmmanifest/container-manifest-2";

    protected override byte[] Sample => (
        "openssl-libs\t1.1.1k-15.cm2\t1653816591\t1653753130\tMicrosoft Corporation\t(none)\t580\tx86_64\t0\t"
        + "openssl-1.1.1k-15.cm2.src.rpm\n"
        + "perl-libs\t5.34.1-488.cm2\t1\t1\tMicrosoft Corporation\t4\t580\tx86_64\t4\tperl-5.34.1-488.cm2.src.rpm\n")
        .Select(c => (byte)c).ToArray();

    [Fact]
    public async Task Lines_are_packages_with_their_sources()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(
            [
                ("openssl-libs", "1.1.1k-15.cm2", "openssl", "1.1.1k-15.cm2"),
                ("perl-libs", "4:5.34.1-488.cm2", "perl", "4:5.34.1-488.cm2"),
            ],
            found.Packages.Select(p => (p.Name, p.Version, p.SourceName, p.SourceVersion)));
    }

    [Fact]
    public async Task Line_with_other_columns_is_a_problem() =>
        Assert.Single((await Inspect("a\t1-2\n"u8.ToArray())).Problems);
}
