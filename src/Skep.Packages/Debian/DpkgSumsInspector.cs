using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Debian;

/// <summary>Reads what dpkg says its packages' programs hash to, and which of them were moved aside.</summary>
/// <remarks>
/// An MD5 sum, two spaces and a path a line; settings files are not listed. A diversion (dpkg-divert(1)) puts another
/// package's file, or nobody's, where a package would have its own; it is passed on as a claim of the algorithm
/// <c>diverted</c> by the package that diverts, <c>:</c> for the administrator, without a digest.
/// </remarks>
internal sealed class DpkgSumsInspector : IInspector
{
    private const int HexLength = 32;
    private const int PathAt = 34;
    private const int MaxDiversions = 10_000;

    public InspectorId Id => new("debian/sums");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths(
        "var/lib/dpkg/info/*.md5sums", "var/lib/dpkg/status.d/*.md5sums", "var/lib/dpkg/diversions");

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (file.Path.Name is "diversions")
        {
            ReadDiversions(file, sink);
            return ValueTask.CompletedTask;
        }

        var digests = new ClaimedDigestList("md5");
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            if (line.Length > PathAt && line[HexLength] == (byte)' ')
            {
                digests.AddHex(string.Empty, line[PathAt..], line[..HexLength]);
            }
        }

        new DatabaseReport(DebEcosystem.Name, file.Path, sink).Claim(DpkgFilesInspector.PackageName(file.Path),
            digests);
        return ValueTask.CompletedTask;
    }

    // Three lines each: the path, where it went, the package that wants it so.
    private static void ReadDiversions(FileView file, IFindingSink sink)
    {
        string? original = null;
        int line = 0;
        foreach (ReadOnlySpan<byte> text in file.Lines)
        {
            if (line >= 3 * MaxDiversions)
            {
                sink.Add(new Problem(file.Path, $"more than {MaxDiversions} diversions; the rest was not read"));
                break;
            }

            if (line % 3 == 0)
            {
                original = OwnedPathList.Text(text);
            }
            else if (line % 3 == 2 && original is { Length: > 0 } && DatabaseReport.Text(text) is { } package)
            {
                var claim = new ClaimedDigest(PathHash.Of(LayerPath.Parse(original)), []);
                sink.Add(new ClaimedDigests(DebEcosystem.Name, package, "diverted", [claim]));
            }

            line++;
        }
    }
}
