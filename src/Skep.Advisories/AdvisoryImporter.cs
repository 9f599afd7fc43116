using Skep.Advisories.Compile;
using Skep.Advisories.Feeds;
using Skep.Advisories.Import;
using Skep.Core;

namespace Skep.Advisories;

/// <summary>Reads upstream files into an advisory database.</summary>
/// <remarks>
/// A part of a feed that is read replaces what an earlier import of that part brought; everything else stays. The new
/// file is written beside the target, opened and checked, and only then renamed over it: a failed or killed import
/// leaves the old database as it was.
/// </remarks>
public sealed class AdvisoryImporter(TimeProvider time)
{
    // A hostile or foreign folder may fail in every file; the first thousand say enough.
    private const int MaxProblems = 1000;

    private readonly List<Problem> _problems = [];
    private readonly Dictionary<string, (string First, int Count)> _unrecognised = new(StringComparer.Ordinal);
    private readonly List<string> _skipped = [];
    private string _container = string.Empty;
    private int _files;
    private int _problemCount;
    private IAdvisoryFeed? _last;

    /// <summary>When upstream was asked for these files; null when somebody gave them.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>The files are the built-in starter set.</summary>
    internal bool IsStarterSet { get; init; }

    /// <summary>Imports files, folders and archives. An importer is used once.</summary>
    /// <param name="paths">What to read; folders are searched.</param>
    /// <param name="databaseFile">The database to bring up to date; made when it is not there.</param>
    /// <exception cref="SkepException">A path is not there, or the database cannot be written.</exception>
    public async Task<ImportResult> ImportAsync(
        IReadOnlyList<string> paths,
        string databaseFile,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        foreach (string path in paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
            {
                throw new SkepException(ErrorKind.NotFound, $"no such file or folder: '{path}'");
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(databaseFile))!);
        using var replacement = new DatabaseReplacement(databaseFile);
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<ImportedPart> parts;
        bool isPartial;
        using (
            var compiler = new DatabaseCompiler(
                replacement.TemporaryFile,
                replacement.UsableOldFile(),
                new CompileOptions(now, FetchedAt, IsStarterSet)))
        {
            compiler.OnProblem = Report;
            var files = new FeedFiles(
                (file, token) => ReadAsync(file, compiler, progress, token),
                compiler.AddDamage,
                _skipped.Add);
            foreach (string path in paths)
            {
                await files.WalkAsync(path, cancellationToken);
            }

            parts = compiler.Parts;
            isPartial = compiler.IsPartial;
            if (parts.Count > 0)
            {
                progress?.Report(new ImportProgress(_files, databaseFile, "writing the database"));
                compiler.Complete(now, cancellationToken);
            }
        }

        if (parts.Count > 0)
        {
            replacement.Commit();
        }

        return new ImportResult(parts, _files, _problems)
        {
            ProblemCount = _problemCount,
            IsPartial = isPartial,
            Unrecognised = _unrecognised.ToDictionary(
                found => found.Value.Count == 1 ? found.Value.First : found.Key, found => found.Value.Count),
            Skipped = _skipped,
        };
    }

    private async ValueTask ReadAsync(
        FeedFile file,
        DatabaseCompiler compiler,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        int bang = file.Path.IndexOf('!');
        string container = bang < 0 ? file.Path : file.Path[..bang];
        if (container != _container)
        {
            compiler.StartContainer();
            _container = container;
        }

        if (Recognise(file) is not { } feed)
        {
            (string first, int count) = _unrecognised.GetValueOrDefault(container, (file.Path, 0));
            _unrecognised[container] = (first, count + 1);
            return;
        }

        _files++;
        progress?.Report(new ImportProgress(_files, file.Path, feed.Title));
        await feed.ReadAsync(file, compiler, cancellationToken);
    }

    // Neighbours are nearly always of one feed, so the last one is asked first.
    private IAdvisoryFeed? Recognise(FeedFile file)
    {
        if (_last?.Recognises(file) != true)
        {
            _last = AdvisoryFeeds.All.FirstOrDefault(feed => feed.Recognises(file)) ?? _last;
            return _last?.Recognises(file) == true ? _last : null;
        }

        return _last;
    }

    private void Report(Problem problem)
    {
        _problemCount++;
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(problem);
        }
    }
}
