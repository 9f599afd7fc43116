using System.Text;
using Skep.Core;
using Skep.Packages.Debian;
using Skep.Packages.Tests.Versions.Oracles;
using Skep.Testing;

namespace Skep.Packages.Tests.Debian;

/// <summary>The same status file read by us and by dpkg itself.</summary>
public sealed class DpkgToolTests
{
    private static readonly string[] Wants = ["install", "hold", "deinstall", "purge", "unknown"];

    private static readonly string[] States =
    [
        "not-installed", "config-files", "half-installed", "unpacked", "half-configured", "triggers-awaited",
        "triggers-pending", "installed",
    ];

    private static readonly string[] Sources = ["", "Source: src\n", "Source: src (1:2.0-3)\n"];

    [Fact]
    public async Task Every_state_reads_the_same()
    {
        byte[] status = Encoding.UTF8.GetBytes(string.Concat(
            from want in Wants
            from state in States
            from source in Sources
            select Record(want, state, source)));
        using var directory = new TemporaryDirectory();
        directory.File("status", status);
        string[] theirs = Oracle.Run(
            "dpkg-query",
            [
                "--admindir", directory.Path, "-W", "-f",
                "${db:Status-Status} ${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}\\n",
            ],
            []);

        // dpkg forgets what is neither wanted nor installed; what is left are settings.
        string[] expected = [.. theirs
            .Where(line => !line.StartsWith("config-files ") && !line.StartsWith("not-installed "))
            .Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])
            .Order(StringComparer.Ordinal)];
        Assert.Equal(Wants.Length * (States.Length - 2) * Sources.Length, expected.Length);
        Assert.Equal(expected, await Read(status));
    }

    private static string Record(string want, string state, string source)
    {
        string triggers = state switch
        {
            "triggers-awaited" => "Triggers-Awaited: other\n",
            "triggers-pending" => "Triggers-Pending: some\n",
            _ => string.Empty,
        };
        string name = $"{want}-{state}-{source.Length}";
        return $"Package: {name}\nStatus: {want} ok {state}\nMaintainer: Skep <skep@example.org>\nArchitecture: amd64\n"
            + $"{source}Version: 1:1.0-2\n{triggers}Description: a\n b\n\n";
    }

    private static async Task<IEnumerable<string>> Read(byte[] status)
    {
        var inspector = new DpkgStatusInspector();
        var path = LayerPath.Parse("var/lib/dpkg/status");
        var found = new RecordingSink(path, inspector.Id);
        await inspector.InspectAsync(new FileView(path, status), found, TestContext.Current.CancellationToken);
        Assert.Empty(found.Problems);
        return found.Packages
            .Select(p => $"{p.Name} {p.Version} {p.Architecture} {p.SourceName} {p.SourceVersion}")
            .Order(StringComparer.Ordinal);
    }
}
