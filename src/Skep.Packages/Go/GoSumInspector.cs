using System.Text;
using Skep.Core;
using Skep.Packages.Formats;
using Skep.Packages.Versions;

namespace Skep.Packages.Go;

/// <summary>Lists the modules whose content <c>go.sum</c> vouches for, each in its newest version.</summary>
/// <remarks>
/// Go picks the highest version that anybody requires, and <c>go.sum</c> keeps the sums of those it picked, for a time
/// also of older ones. A line about <c>/go.mod</c> says only that a module's requirements were read. <see
/// cref="GoSums"/> decides which of them count. Format:
/// <see href="https://go.dev/ref/mod#go-sum-files"/>.
/// </remarks>
internal sealed class GoSumInspector : IInspector
{
    // Ten times the largest seen.
    private const int MaxModules = 100_000;

    private static readonly GoVersionOrder _order = new();

    public InspectorId Id => new("go/sum");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/go.sum").UpTo(ByteSize.Mebibytes(16));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (GoSums.IsInModuleCache(file.Path))
        {
            return ValueTask.CompletedTask;
        }

        var newest = new OrderedDictionary<string, string>();
        int unreadable = 0;
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] words = Encoding.UTF8.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case []:
                    break;
                case [var name, var version, _] when newest.Count < MaxModules || newest.ContainsKey(name):
                    if (!version.EndsWith("/go.mod", StringComparison.Ordinal) && IsNewer(version, newest, name))
                    {
                        newest[name] = version;
                    }

                    break;
                default:
                    unreadable++;
                    break;
            }
        }

        if (unreadable > 0)
        {
            sink.Add(new Problem(file.Path, $"{unreadable} lines that name no module were not read"));
        }

        var found = new DeclaredPackages(GoEcosystem.Name);
        foreach ((string name, string version) in newest)
        {
            found.Add(name, version);
        }

        found.Report(file, sink);
        return ValueTask.CompletedTask;
    }

    private static bool IsNewer(string version, OrderedDictionary<string, string> newest, string name) =>
        !newest.TryGetValue(name, out string? known)
        || (_order.TryCompare(version, known, out int order) && order > 0);
}
