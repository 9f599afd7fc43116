using Skep.Packages.Distributions;

namespace Skep.Packages.Tests.Distributions;

public sealed class OwnedPathListTests
{
    [Fact]
    public void Long_directory_with_many_names_is_cut_off()
    {
        var files = new OwnedPathList();
        string directory = new string('d', 4000) + "/";

        for (int i = 0; i < 100_000; i++)
        {
            files.Add(directory, "a"u8);
        }

        Assert.InRange(files.Paths.Count, 1, 10_000);
        Assert.True(files.IsCut);
    }

    [Fact]
    public void Path_that_no_system_would_open_is_left_out()
    {
        var files = new OwnedPathList();

        files.Add("etc/", new byte[5000]);
        files.Add(new string('d', 4096), "a"u8);
        files.Add("etc/", "passwd"u8);

        Assert.Equal("etc/passwd", Assert.Single(files.Paths).ToString());
        Assert.True(files.IsCut);
    }

    [Fact]
    public void Name_that_climbs_stays_inside()
    {
        var files = new OwnedPathList();

        files.Add("usr/", "../../../etc/passwd"u8);

        Assert.Equal("etc/passwd", Assert.Single(files.Paths).ToString());
        Assert.False(files.IsCut);
    }
}
