using System.Text;
using Skep.Core;

namespace Skep.Packages.Binaries;

/// <summary>Recognises programs and libraries that no package manager recorded, by the classifiers' names and
/// patterns.</summary>
/// <remarks>
/// Programs of a distribution's packages are recognised too; coalescing drops what a package owns. A file that
/// matches a name and proves no version is not reported: the name alone says too little.
/// </remarks>
internal sealed class BinaryInspector : IInspector
{
    private readonly Dictionary<string, List<Wanted>> _byName = new(StringComparer.Ordinal);
    private readonly List<Wanted> _byPattern = [];

    public BinaryInspector(IReadOnlyList<IBinaryClassifier> classifiers)
    {
        Wants = FilePatterns.Paths([.. classifiers.SelectMany(c => c.Files).Distinct(StringComparer.Ordinal)])
            .UpTo(new ByteSize(int.MaxValue));
        foreach (IBinaryClassifier classifier in classifiers)
        {
            Register(classifier);
        }
    }

    public InspectorId Id => new("binaries/classified");

    public int Version => 1;

    public FilePatterns Wants { get; }

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        string path = file.Path.ToString();
        bool isNamed = _byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(file.Path.Name, out var named);
        foreach ((IBinaryClassifier classifier, PathGlob[] globs) in isNamed ? named!.Union(_byPattern) : _byPattern)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Array.Exists(globs, glob => glob.Matches(path)))
            {
                continue;
            }

            if (FindVersion(classifier, file) is { } version)
            {
                sink.Add(classifier.Product.Package(version));
            }
            else if (FindInPath(classifier, path) is { } pathVersion)
            {
                sink.Add(classifier.Product.Package(pathVersion) with { Note = "version from the path" });
            }
        }

        return ValueTask.CompletedTask;
    }

    private static string? FindVersion(IBinaryClassifier classifier, FileView file)
    {
        if (!classifier.IsElf)
        {
            return classifier.FindVersion(BinaryFile.Other(file));
        }

        if (!BinaryFile.TryReadElf(file, out BinaryFile binary))
        {
            return null;
        }

        return classifier.GoModules.Count > 0
            ? GoProgram.FindVersion(binary, classifier.GoModules)
            : classifier.FindVersion(binary);
    }

    private static string? FindInPath(IBinaryClassifier classifier, string path)
    {
        byte[] text = Encoding.UTF8.GetBytes(path);
        return classifier.PathMarks.Select(mark => mark.Find(text)).FirstOrDefault(version => version is not null);
    }

    private void Register(IBinaryClassifier classifier)
    {
        var wanted = new Wanted(classifier, [.. classifier.Files.Select(file => PathGlob.Parse(file))]);
        string[] names = [.. wanted.Globs.Select(glob => glob.Name).Distinct(StringComparer.Ordinal)];
        foreach (string name in names.Where(name => TextGlob.IsLiteral(name)))
        {
            if (!_byName.TryGetValue(name, out List<Wanted>? list))
            {
                _byName.Add(name, list = []);
            }

            list.Add(wanted);
        }

        if (names.Any(name => !TextGlob.IsLiteral(name)))
        {
            _byPattern.Add(wanted);
        }
    }

    private sealed record Wanted(IBinaryClassifier Classifier, PathGlob[] Globs);
}
