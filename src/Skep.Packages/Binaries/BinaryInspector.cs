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
    private readonly Dictionary<string, List<IBinaryClassifier>> _byName = new(StringComparer.Ordinal);
    private readonly List<IBinaryClassifier> _byPattern = [];

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
        foreach (IBinaryClassifier classifier in isNamed ? named!.Union(_byPattern) : _byPattern)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!classifier.Files.Any(glob => PathGlob.Matches(glob, path)))
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

    private static string NameOf(string glob) => glob[(glob.LastIndexOf('/') + 1)..];

    private static string? FindInPath(IBinaryClassifier classifier, string path)
    {
        byte[] text = Encoding.UTF8.GetBytes(path);
        return classifier.PathMarks.Select(mark => mark.Find(text)).FirstOrDefault(version => version is not null);
    }

    private void Register(IBinaryClassifier classifier)
    {
        string[] names = [.. classifier.Files.Select(NameOf).Distinct(StringComparer.Ordinal)];
        foreach (string name in names.Where(name => !name.Contains('*', StringComparison.Ordinal)))
        {
            if (!_byName.TryGetValue(name, out List<IBinaryClassifier>? list))
            {
                _byName.Add(name, list = []);
            }

            list.Add(classifier);
        }

        if (names.Any(name => name.Contains('*', StringComparison.Ordinal)))
        {
            _byPattern.Add(classifier);
        }
    }
}
