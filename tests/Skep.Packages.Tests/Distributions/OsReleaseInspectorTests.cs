using System.Text;
using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Testing;

namespace Skep.Packages.Tests.Distributions;

public sealed class OsReleaseInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new OsReleaseInspector();

    protected override string SamplePath => "etc/os-release";

    protected override byte[] Sample => """
        # what it is
        NAME="AlmaLinux"
        ID="almalinux"
        ID_LIKE="rhel centos fedora"
        VERSION_ID="9.0"
        PRETTY_NAME="AlmaLinux 9.0 (Emerald Puma)"
        CPE_NAME="cpe:/o:almalinux:almalinux:9::baseos"
        """u8.ToArray();

    [Fact]
    public async Task Distribution_is_as_the_file_says()
    {
        Distribution found = Assert.Single((await Inspect(Sample)).Distributions);

        Assert.Equal(("almalinux", "9.0"), (found.Id, found.VersionId));
        Assert.Equal("AlmaLinux 9.0 (Emerald Puma)", found.PrettyName);
        Assert.Equal(["rhel", "centos", "fedora"], found.IdLike);
        Assert.Equal("cpe:/o:almalinux:almalinux:9::baseos", found.CpeName);
    }

    [Theory]
    [InlineData("ID=alpine", "alpine")]
    [InlineData("ID='alpine'", "alpine")]
    [InlineData("ID=\"alpine\" # comment", "alpine")]
    [InlineData("ID=Alpine\r", "alpine")]
    [InlineData("  ID=al\"pi\"'ne'", "alpine")]
    [InlineData("ID=\"a\\\"b\\$c\\d\"", "a\"b$c\\d")]
    [InlineData("ID=one\nID=two", "two")]
    public async Task Values_are_quoted_as_in_a_shell(string text, string id) =>
        Assert.Equal(id, Assert.Single((await Inspect(Encoding.UTF8.GetBytes(text))).Distributions).Id);

    [Fact]
    public async Task File_without_id_is_a_problem_and_a_weak_guess()
    {
        RecordingSink found = await Inspect(
            "NAME=\"Ubuntu\"\nVERSION=\"18.04 LTS (Bionic Beaver)\"\nVERSION_CODENAME=bionic\n"u8.ToArray());

        Assert.Equal("os-release without ID", Assert.Single(found.Problems).Message);
        Distribution guess = Assert.Single(found.Distributions);
        Assert.Equal(("ubuntu", "18.04", "bionic"), (guess.Id, guess.VersionId, guess.Codename));
        Assert.True(guess.Weight < 20);
    }
}
