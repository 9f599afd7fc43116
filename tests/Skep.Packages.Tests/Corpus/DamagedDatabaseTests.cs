using Skep.Core;
using Skep.Packages.Alpine;
using Skep.Packages.Debian;
using Skep.Packages.Rpm;
using Skep.Testing;

namespace Skep.Packages.Tests.Corpus;

/// <summary>Real databases that end too early or have bytes changed: what can be noticed is said.</summary>
public sealed class DamagedDatabaseTests
{
    private const int Seeds = 60;

    [Theory]
    [InlineData("ubi-8.6", "var/lib/rpm/Packages")]
    [InlineData("fedora-bdb", "var/lib/rpm/Packages")]
    [InlineData("rpmlint-installed-ndb", "var/lib/rpm/Packages.db")]
    [InlineData("sles-15.3-bci", "usr/lib/sysimage/rpm/Packages.db")]
    [InlineData("amazonlinux-2023", "var/lib/rpm/rpmdb.sqlite")]
    public async Task Rpm_database_that_was_cut_says_so(string image, string path)
    {
        byte[] whole = Read(image, path);
        string[] packages = Names(await Inspect(new RpmDatabaseInspector(), path, whole));
        for (int seed = 0; seed < Seeds; seed++)
        {
            byte[] cut = whole[..new Random(seed).Next(1, whole.Length)];

            RecordingSink found = await Inspect(new RpmDatabaseInspector(), path, cut);

            // Free pages lie at the end: without them nothing is lost.
            Assert.True(
                found.Problems.Count > 0 || Names(found).SequenceEqual(packages), $"cut {seed} at {cut.Length}");
            Assert.Empty(Names(found).Except(packages));
        }
    }

    [Theory]
    [InlineData("ubi-8.6", "var/lib/rpm/Packages")]
    [InlineData("sles-15.3-bci", "usr/lib/sysimage/rpm/Packages.db")]
    [InlineData("amazonlinux-2023", "var/lib/rpm/rpmdb.sqlite")]
    public async Task Rpm_database_with_changed_bytes_gives_hardly_more_than_it_held(string image, string path) =>
        await AssertBoundedAsync(new RpmDatabaseInspector(), path, Read(image, path));

    [Theory]
    [InlineData("alpine-3.18.9")]
    [InlineData("wolfi-glibc")]
    public async Task Apk_database_with_changed_bytes_gives_hardly_more_than_it_held(string image) =>
        await AssertBoundedAsync(
            new ApkInstalledInspector(), "lib/apk/db/installed", Read(image, "lib/apk/db/installed"));

    [Theory]
    [InlineData("dpkgdb-deb12-states")]
    [InlineData("dpkgdb-ubuntu-18.04")]
    public async Task Dpkg_database_with_changed_bytes_gives_hardly_more_than_it_held(string image) =>
        await AssertBoundedAsync(new DpkgStatusInspector(), "var/lib/dpkg/status", Read(image, "var/lib/dpkg/status"));

    private static async Task AssertBoundedAsync(IInspector inspector, string path, byte[] whole)
    {
        int packages = (await Inspect(inspector, path, whole)).Packages.Count;
        for (int seed = 0; seed < Seeds; seed++)
        {
            RecordingSink found = await Inspect(inspector, path, Mutations.Damage(whole, seed));
            Assert.InRange(found.Packages.Count, 0, packages + 5);
        }
    }

    private static async Task<RecordingSink> Inspect(IInspector inspector, string path, byte[] content)
    {
        LayerPath at = LayerPath.Parse(path);
        var sink = new RecordingSink(at, inspector.Id);
        await inspector.InspectAsync(new FileView(at, content), sink, TestContext.Current.CancellationToken);
        return sink;
    }

    private static string[] Names(RecordingSink found) =>
        [.. found.Packages.Select(p => $"{p.Name} {p.Version}").Order(StringComparer.Ordinal)];

    private static byte[] Read(string image, string path)
    {
        LayerPath wanted = LayerPath.Parse(path);
        return FlattenedImage.Read(
            SharedData.Require($"corpus/images/{image}.tar.gz"), file => file == wanted)[wanted];
    }
}
