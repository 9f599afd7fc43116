using System.Diagnostics;
using Skep.Core;
using Skep.Packages.Binaries;
using Skep.Testing;

namespace Skep.Packages.Tests.Binaries;

/// <summary>Programs of the machine the tests run on, against what they say of themselves.</summary>
public sealed class HostBinariesTests
{
    [Theory]
    [InlineData("/bin/bash", "--version")]
    [InlineData("/bin/busybox", "--help")]
    [InlineData("/usr/bin/curl", "--version")]
    [InlineData("/usr/bin/git", "--version")]
    [InlineData("/usr/bin/node", "--version")]
    [InlineData("/usr/bin/openssl", "version")]
    [InlineData("/usr/bin/perl", "-v")]
    [InlineData("/usr/bin/php", "--version")]
    [InlineData("/usr/bin/python3.11", "--version")]
    [InlineData("/usr/bin/ssh", "-V")]
    [InlineData("/usr/bin/xz", "--version")]
    public async Task Classified_version_is_the_one_the_program_prints(string program, string argument)
    {
        if (!File.Exists(program))
        {
            Assert.Skip($"no {program} on this machine");
        }

        var path = LayerPath.Parse(program);
        var inspector = new BinaryInspector(Classifiers.All);
        var sink = new RecordingSink(path, inspector.Id);
        byte[] content = await File.ReadAllBytesAsync(program);
        await inspector.InspectAsync(new FileView(path, content), sink, CancellationToken.None);

        Assert.Contains(Assert.Single(sink.Packages).Version, await Run(program, argument), StringComparison.Ordinal);
    }

    private static async Task<string> Run(string program, string argument)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, argument)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        return await process.StandardOutput.ReadToEndAsync() + await error;
    }
}
