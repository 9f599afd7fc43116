using System.Text;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Elixir;

/// <summary>Lists what Mix's lock file asks for.</summary>
/// <remarks>
/// An Elixir map that Mix writes one entry a line: <c>"name": {:hex, :package, "1.0.0", "checksum", …</c>. Git
/// revisions have no release to judge.
/// </remarks>
internal sealed class MixLockInspector : IInspector
{
    public InspectorId Id => new("elixir/mix-lock");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/mix.lock").UpTo(ByteSize.Mebibytes(8));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        var found = new DeclaredPackages(HexEcosystem.Name);
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.IndexOf("{:hex,"u8) is >= 0 and int entry)
            {
                // An atom of unusual characters is quoted: :"name".
                string[] fields = Encoding.UTF8.GetString(line[entry..]).Split(',', 4);
                found.Add(
                    fields.ElementAtOrDefault(1)?.Trim().TrimStart(':').Trim('"'),
                    fields.ElementAtOrDefault(2)?.Trim() is ['"', .. var version, '"'] ? version : null);
            }
        }

        found.Report(file, sink);
        return ValueTask.CompletedTask;
    }
}
