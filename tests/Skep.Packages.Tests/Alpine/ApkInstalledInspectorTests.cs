using Skep.Core;
using Skep.Packages.Alpine;
using Skep.Testing;

namespace Skep.Packages.Tests.Alpine;

public sealed class ApkInstalledInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new ApkInstalledInspector();

    protected override string SamplePath => "lib/apk/db/installed";

    protected override byte[] Sample => """
        C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=
        P:alpine-baselayout-data
        V:3.4.3-r1
        A:x86_64
        L:GPL-2.0-only
        o:alpine-baselayout
        F:etc
        R:fstab
        Z:Q11Q7hNe8QpDS531guqCdrXBzoA/o=
        R:group
        F:
        R:root-file

        P:musl
        V:1.2.4-r2
        A:x86_64
        L:MIT

        """u8.ToArray();

    [Fact]
    public async Task Package_has_its_origin_as_source()
    {
        RecordingSink found = await Inspect(Sample);

        Package data = found.Packages[0];
        Assert.Equal(("alpine-baselayout-data", "3.4.3-r1", "x86_64"), (data.Name, data.Version, data.Architecture));
        Assert.Equal(("alpine-baselayout", "3.4.3-r1"), (data.SourceName, data.SourceVersion));
        Assert.Equal("GPL-2.0-only", Assert.Single(data.Licenses));
        Assert.Equal("musl", found.Packages[1].SourceName);
    }

    [Fact]
    public async Task Files_are_owned_by_their_package()
    {
        RecordingSink found = await Inspect(Sample);

        OwnedFiles owned = Assert.Single(found.Owned);
        Assert.Equal("alpine-baselayout-data", owned.Package);
        Assert.Equal(["etc/fstab", "etc/group", "root-file"], owned.Paths.Select(path => path.ToString()));
    }

    [Fact]
    public async Task Programs_are_claimed_with_their_digests()
    {
        RecordingSink found = await Inspect("""
            P:busybox
            V:1.36
            F:bin
            R:busybox
            a:0:0:755
            Z:Q11Q7hNe8QpDS531guqCdrXBzoA/o=
            R:broken
            Z:Q1**
            F:etc
            R:securetty
            Z:Q1mB95Hq2NUTZ599RDiSsj9w5FrOU=

            """u8.ToArray());

        ClaimedDigests claims = Assert.Single(found.Claims);
        Assert.Equal(("busybox", "sha1"), (claims.Package, claims.Algorithm));
        ClaimedDigest claim = Assert.Single(claims.Files);
        Assert.Equal(PathHash.Of("bin/busybox"), claim.Path);
        Assert.Equal("D50EE135EF10A434B9DF582EA8276B5C1CE803FA", Convert.ToHexString(claim.Hash));
    }

    [Fact]
    public async Task Record_without_a_version_is_reported_as_a_problem()
    {
        RecordingSink found = await Inspect("P:musl\n"u8.ToArray());

        Assert.Empty(found.Packages);
        Assert.Equal("apk record without a version: 'musl'", Assert.Single(found.Problems).Message);
    }

    [Fact]
    public async Task Absurd_number_of_records_is_cut_off_and_said()
    {
        byte[] record = "P:a\nV:1\n\n"u8.ToArray();

        RecordingSink found = await Inspect([.. Enumerable.Repeat(record, 100_001).SelectMany(x => x)]);

        Assert.Equal(100_000, found.Packages.Count);
        Assert.Contains("more than 100000 packages", Assert.Single(found.Problems).Message);
    }

    [Fact]
    public async Task Problems_of_a_wholly_damaged_database_are_limited()
    {
        RecordingSink found = await Inspect([.. Enumerable.Repeat("P:a\n\n"u8.ToArray(), 10_000).SelectMany(x => x)]);

        Assert.Equal(21, found.Problems.Count);
    }
}
