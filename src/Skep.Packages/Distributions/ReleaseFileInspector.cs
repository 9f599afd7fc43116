using System.Text;
using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>Reads the one-line files by which distributions named themselves before os-release.</summary>
/// <remarks>
/// Several may be there at once: a derivative keeps its parent's file for programs that know no other. The more
/// special the file, the more it weighs.
/// </remarks>
internal sealed class ReleaseFileInspector : IInspector
{
    private const int OwnWeight = 60;
    private const int DerivedWeight = 50;
    private const int ParentWeight = 40;

    // Paths below etc/, heaviest first.
    private static readonly (string Name, int Weight)[] Files =
    [
        ("almalinux-release", OwnWeight),
        ("alinux-release", OwnWeight),
        ("amazon-linux-release", OwnWeight),
        ("anolis-release", OwnWeight),
        ("centos-release", DerivedWeight),
        ("enterprise-release", DerivedWeight),
        ("euleros-release", OwnWeight),
        ("fedora-release", DerivedWeight),
        ("kylin-release", OwnWeight),
        ("mariner-release", OwnWeight),
        ("openEuler-release", DerivedWeight),
        ("opencloudos-release", DerivedWeight),
        ("oracle-release", OwnWeight),
        ("photon-release", OwnWeight),
        ("redhat-release", ParentWeight),
        ("rocky-release", OwnWeight),
        ("SuSE-release", OwnWeight),
        ("system-release", ParentWeight - 1),
        ("tencentos-release", OwnWeight),
        ("UnionTech-release", OwnWeight),
        ("uos-release", OwnWeight),
    ];

    public InspectorId Id => new("distributions/release-files");

    public int Version => 1;

    // Amazon Linux and Fedora keep theirs below /usr and link to it from /etc.
    public FilePatterns Wants { get; } = FilePatterns
        .Paths([.. Files.Select(file => $"etc/{file.Name}"), .. Files.Select(file => $"usr/lib/{file.Name}")])
        .UpTo(ByteSize.Mebibytes(1));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string name = file.Path.Name.ToString();
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0)
            {
                continue;
            }

            // What is not understood is left to os-release; these files are free text.
            if (ReleaseSentence.Parse(Encoding.UTF8.GetString(line[..Math.Min(line.Length, 1024)])) is { } found)
            {
                sink.Add(found with
                {
                    VersionId = name == "SuSE-release" ? SuseVersion(file) ?? found.VersionId : found.VersionId,
                    Location = file.Path.ToString(),
                    Weight = Files.First(candidate => candidate.Name == name).Weight,
                });
            }

            break;
        }

        return ValueTask.CompletedTask;
    }

    // SuSE-release goes on with "VERSION = 12" and "PATCHLEVEL = 3".
    private static string? SuseVersion(FileView file)
    {
        Dictionary<string, string> values = ShellAssignments.Read(file.Content.Span);
        if (!values.TryGetValue("VERSION", out string? version) || version.Length == 0)
        {
            return null;
        }

        return values.TryGetValue("PATCHLEVEL", out string? patch) && patch is not ("" or "0") && !version.Contains('.')
            ? $"{version}.{patch}"
            : version;
    }
}
