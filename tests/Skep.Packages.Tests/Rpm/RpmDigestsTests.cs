using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Rpm;

namespace Skep.Packages.Tests.Rpm;

public sealed class RpmDigestsTests
{
    private const string Md5 = "07d31e7e63800ab1b7966980709c51eb";

    [Fact]
    public void Programs_that_may_not_change_are_claimed()
    {
        ClaimedDigestList digests = Read(new RpmHeaderBuilder()
            .Texts(RpmTag.DirectoryNames, 8, "/usr/bin/", "/etc/")
            .Texts(RpmTag.BaseNames, 8, "ls", "settings", "ghost", "link", "unverified", "passwd")
            .Numbers(RpmTag.DirectoryIndexes, 0, 0, 0, 0, 0, 1)
            .Numbers(RpmTag.FileFlags, 0, 1, 64, 0, 0, 0)
            .Numbers(RpmTag.FileVerifyFlags, uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue,
                uint.MaxValue - 1, 1)
            .Texts(RpmTag.FileDigests, 8, Md5, Md5, Md5, string.Empty, Md5, Md5));

        ClaimedDigest claim = Assert.Single(digests.Files);
        Assert.Equal(("md5", PathHash.Of("usr/bin/ls")), (digests.Algorithm, claim.Path));
    }

    [Theory]
    [InlineData(8u, "sha256", 0)]
    [InlineData(2u, "sha1", 0)]
    [InlineData(1u, "md5", 1)]
    [InlineData(99u, "", 0)]
    public void Digest_of_another_length_than_its_algorithm_is_none(uint algorithm, string name, int count)
    {
        ClaimedDigestList digests = Read(new RpmHeaderBuilder()
            .Texts(RpmTag.DirectoryNames, 8, "/usr/bin/")
            .Texts(RpmTag.BaseNames, 8, "ls", "no-index")
            .Numbers(RpmTag.DirectoryIndexes, 0)
            .Numbers(RpmTag.FileDigestAlgorithm, algorithm)
            .Texts(RpmTag.FileDigests, 8, Md5, Md5));

        Assert.Equal((name, count), (digests.Algorithm, digests.Files.Count));
    }

    private static ClaimedDigestList Read(RpmHeaderBuilder builder)
    {
        Assert.True(RpmHeader.TryRead(builder.Build(), out RpmHeader header));
        return RpmDigests.Of(header);
    }
}
