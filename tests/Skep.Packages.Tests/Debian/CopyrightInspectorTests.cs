using System.Text;
using Skep.Core;
using Skep.Packages.Debian;
using Skep.Testing;

namespace Skep.Packages.Tests.Debian;

public sealed class CopyrightInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new CopyrightInspector();

    protected override string SamplePath => "usr/share/doc/zlib1g/copyright";

    protected override byte[] Sample =>
        """
        Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
        Upstream-Name: zlib

        Files: *
        Copyright: 1995 somebody
        License: Zlib

        Files: debian/*
        Copyright: 2000 somebody else
        License: GPL-2+ or Artistic

        License: Zlib
         This software is provided as is.
         License: this line belongs to the text
        """u8.ToArray();

    [Fact]
    public async Task Every_licence_is_named_once()
    {
        DeclaredLicenses said = Assert.Single((await Inspect(Sample)).Licenses);

        Assert.Equal("zlib1g", said.Package);
        Assert.Equal(["Zlib", "GPL-2+ or Artistic"], said.Licenses);
    }

    [Theory]
    [InlineData("This package was debianized by hand.\n\nLicense: see below\n")]
    [InlineData("")]
    [InlineData("Format: of our own\nLicense: GPL\n")]
    public async Task Prose_names_no_licence(string text)
    {
        RecordingSink found = await Inspect(Encoding.UTF8.GetBytes(text));

        Assert.Empty(found.Licenses);
        Assert.Empty(found.Problems);
    }

    [Fact]
    public async Task Very_many_and_very_long_names_are_left_out()
    {
        string many = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"License: L{i}\n"));
        RecordingSink found = await Inspect(
            Encoding.UTF8.GetBytes($"Format: https://x\nLicense: {new string('x', 500)}\n{many}"));

        Assert.Equal(200, Assert.Single(found.Licenses).Licenses.Count);
    }
}
