using Skep.Packages.Rpm;

namespace Skep.Packages.Tests.Rpm;

public sealed class RpmHeaderTests
{
    [Fact]
    public void Tags_are_read_by_their_type()
    {
        Assert.True(RpmHeader.TryRead(RpmHeaderBuilder.Package("bash", epoch: 7), out RpmHeader header));

        Assert.Equal("bash", header.Text(RpmTag.Name));
        Assert.Equal(7u, header.Number(RpmTag.Epoch));
        Assert.Null(header.Number(RpmTag.Name));
        Assert.Null(header.Text(RpmTag.Epoch));
        Assert.Null(header.Text(RpmTag.OldFileNames));
    }

    [Fact]
    public void Whole_paths_of_old_packages_are_strings_too()
    {
        byte[] blob = new RpmHeaderBuilder().Texts(RpmTag.OldFileNames, 8, "/bin/sh", "/bin/ls").Build();
        Assert.True(RpmHeader.TryRead(blob, out RpmHeader header));

        List<string> paths = [];
        foreach (ReadOnlySpan<byte> path in header.Strings(RpmTag.OldFileNames))
        {
            paths.Add(System.Text.Encoding.UTF8.GetString(path));
        }

        Assert.Equal(["/bin/sh", "/bin/ls"], paths);
    }

    [Theory]
    [InlineData(8, 0xff)]
    [InlineData(16, 0xff)]
    [InlineData(16, 0x7f)]
    public void Tag_that_points_outside_is_absent(int at, byte value)
    {
        byte[] blob = new RpmHeaderBuilder().Text(RpmTag.Name, "bash").Build();
        blob[at] = value;
        Assert.True(RpmHeader.TryRead(blob, out RpmHeader header));

        Assert.Null(header.Text(RpmTag.Name));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Counts_that_do_not_fit_are_refused(int at)
    {
        byte[] blob = RpmHeaderBuilder.Package("bash");
        blob[at] = 0xff;

        Assert.False(RpmHeader.TryRead(blob, out _));
    }

    [Theory]
    [InlineData("util-linux-2.32.1-42.el8_8.src.rpm", "util-linux", "2.32.1-42.el8_8")]
    [InlineData("java-1.8.0-openjdk-1.8.0.362-2.nosrc.rpm", "java-1.8.0-openjdk", "1.8.0.362-2")]
    [InlineData("(none)", null, null)]
    [InlineData("nonsense.src.rpm", null, null)]
    [InlineData("-1-2.src.rpm", null, null)]
    [InlineData(null, null, null)]
    public void Source_is_told_by_its_file_name(string? file, string? name, string? version) =>
        Assert.Equal((name, version), RpmSource.Parse(file, null));
}
