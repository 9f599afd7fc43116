using System.Text;
using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>Reads the files whose name says which distribution it is, and which hold its version at most.</summary>
/// <remarks>
/// <c>debian_version</c> holds a point release (<c>12.5</c>) or, before a release and in derivatives, code names
/// (<c>trixie/sid</c>). Derivatives such as Ubuntu ship it with their parent's content, so it weighs little; so does
/// <c>arch-release</c>, which is empty.
/// </remarks>
internal sealed class VersionFileInspector : IInspector
{
    private const int AlpineWeight = 60;
    private const int ParentWeight = 30;

    private const int MaxLength = 64;

    public InspectorId Id => new("distributions/version-files");

    public int Version => 1;

    public FilePatterns Wants { get; } =
        FilePatterns.Paths("etc/alpine-release", "etc/arch-release", "etc/debian_version").UpTo(ByteSize.Mebibytes(1));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (file.Path.Name is "arch-release")
        {
            sink.Add(new Distribution("arch", string.Empty)
            {
                PrettyName = "Arch Linux",
                Location = file.Path.ToString(),
                Weight = ParentWeight,
            });
            return ValueTask.CompletedTask;
        }

        bool alpine = file.Path.Name is "alpine-release";
        LineEnumerator lines = file.Lines;
        string version = lines.MoveNext() && lines.Current.Length <= MaxLength
            ? Encoding.UTF8.GetString(lines.Current).Trim()
            : string.Empty;

        // Thinned images keep the file empty.
        if (version.Length == 0)
        {
            return ValueTask.CompletedTask;
        }

        bool isNumber = char.IsAsciiDigit(version[0]);
        sink.Add(new Distribution(alpine ? "alpine" : "debian", isNumber ? version : string.Empty)
        {
            PrettyName = alpine ? $"Alpine Linux {version}" : $"Debian GNU/Linux {version}",
            Codename = isNumber ? string.Empty : version,
            Location = file.Path.ToString(),
            Weight = alpine ? AlpineWeight : ParentWeight,
        });
        return ValueTask.CompletedTask;
    }
}
