using Skep.Advisories.Compile;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Compile;

public sealed class RuleCodecTests
{
    private static readonly AffectedPackage Rule = new("npm", "ms")
    {
        Severity = Severity.High,
        Ranges = [new VersionRange("0", "2.0.0", null), new VersionRange("2.1.0", null, "2.1.3")],
        Versions = ["1.0.0", "版本"],
        Module = "nodejs:18",
        Architectures = ["x86_64"],
    };

    [Fact]
    public void What_was_packed_comes_back()
    {
        AffectedPackage read = RuleCodec.Decode("npm", "ms", RuleCodec.Encode(Rule, new MemoryStream()));

        Assert.Equal(Rule.Ranges, read.Ranges);
        Assert.Equal(Rule.Versions, read.Versions);
        Assert.Equal(Rule.Architectures, read.Architectures);
        Assert.Equal((Rule.Module, Rule.Severity, Rule.Status), (read.Module, read.Severity, read.Status));
    }

    [Fact]
    public void Record_that_was_cut_off_anywhere_is_a_damaged_database()
    {
        byte[] whole = RuleCodec.Encode(Rule, new MemoryStream());
        for (int length = 0; length < whole.Length; length++)
        {
            SkepException error = Assert.Throws<SkepException>(() => RuleCodec.Decode("npm", "ms", whole[..length]));
            Assert.Equal("the advisory database is damaged", error.Message);
        }
    }

    [Fact]
    public void Count_that_no_record_could_hold_is_a_damaged_database()
    {
        // Flags: ranges; then status, severity, and four billion of them.
        byte[] absurd = [1, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f];

        Assert.Throws<SkepException>(() => RuleCodec.Decode("npm", "ms", absurd));
    }
}
