using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>Reads what the operating system says of itself in os-release.</summary>
/// <remarks>
/// Without ID the file is damaged: what its other lines suggest is passed on with little weight, so that any other
/// file wins. Format: <see href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html"/>.
/// </remarks>
internal sealed class OsReleaseInspector : IInspector
{
    private const int SureWeight = 100;
    private const int GuessWeight = 10;

    public InspectorId Id => new("distributions/os-release");

    public int Version => 1;

    public FilePatterns Wants { get; } =
        FilePatterns.Paths("etc/os-release", "usr/lib/os-release").UpTo(ByteSize.Mebibytes(1));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Dictionary<string, string> values = ShellAssignments.Read(file.Content.Span);
        string id = values.GetValueOrDefault("ID", string.Empty).ToLowerInvariant();
        if (id.Length == 0)
        {
            ReportGuess(values, file, sink);
            return ValueTask.CompletedTask;
        }

        sink.Add(new Distribution(id, values.GetValueOrDefault("VERSION_ID", string.Empty))
        {
            PrettyName = PrettyName(values, id),
            Codename = values.GetValueOrDefault("VERSION_CODENAME", string.Empty),
            IdLike = values.GetValueOrDefault("ID_LIKE", string.Empty)
                .ToLowerInvariant()
                .Split(' ', StringSplitOptions.RemoveEmptyEntries),
            CpeName = values.GetValueOrDefault("CPE_NAME"),
            Location = file.Path.ToString(),
            // The one in /etc is what an administrator may have changed; it is read first by everybody.
            Weight = file.Path.ToString().StartsWith("etc/", StringComparison.Ordinal) ? SureWeight : SureWeight - 1,
        });
        return ValueTask.CompletedTask;
    }

    private static string PrettyName(Dictionary<string, string> values, string id) =>
        values.GetValueOrDefault("PRETTY_NAME") ?? values.GetValueOrDefault("NAME") ?? id;

    private static void ReportGuess(Dictionary<string, string> values, FileView file, IFindingSink sink)
    {
        // An empty file says nothing and hides nothing; thinned images have them.
        if (values.Count == 0 && file.Content.IsEmpty)
        {
            return;
        }

        sink.Add(new Problem(file.Path, "os-release without ID"));
        string sentence = $"{values.GetValueOrDefault("NAME")} release {values.GetValueOrDefault("VERSION")}";
        if (ReleaseSentence.Parse(sentence) is { } guess)
        {
            sink.Add(guess with
            {
                PrettyName = PrettyName(values, guess.Id),
                Codename = values.GetValueOrDefault("VERSION_CODENAME", string.Empty),
                Location = file.Path.ToString(),
                Weight = GuessWeight,
            });
        }
    }
}
