using Skep.Advisories.Scoring;

namespace Skep.Advisories.Tests.Scoring;

public sealed class CvssTests
{
    // The examples of the specifications and of well-known CVEs.
    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "3.1", 9.8)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "3.1", 10.0)]
    [InlineData("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", "3.0", 6.1)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", "3.1", 7.5)]
    [InlineData("CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:N", "3.1", 2.5)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", "3.1", 0)]
    [InlineData("AV:N/AC:L/Au:N/C:C/I:C/A:C", "2.0", 10.0)]
    [InlineData("AV:N/AC:M/Au:N/C:P/I:P/A:P", "2.0", 6.8)]
    [InlineData("AV:N/AC:L/Au:N/C:N/I:N/A:C", "2.0", 7.8)]
    [InlineData("AV:L/AC:H/Au:N/C:C/I:C/A:C", "2.0", 6.2)]
    public void Vector_gives_the_base_score(string vector, string version, double score)
    {
        var parsed = Cvss.Parse("x", vector);

        Assert.Equal(version, parsed?.Version);
        Assert.Equal(score, parsed?.Score);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7.5")]
    [InlineData("CVSS:3.1/AV:N")]
    [InlineData("CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:9.9/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    public void What_is_no_vector_gives_nothing(string vector) => Assert.Null(Cvss.Parse("x", vector));
}
