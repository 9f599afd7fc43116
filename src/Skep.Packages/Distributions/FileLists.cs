using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>Text files that name one path a line, as package managers keep them.</summary>
internal static class FileLists
{
    // The longest path Linux accepts.
    private const int MaxPath = 4096;

    // One more than a report takes, so that a longer list is reported and not cut short in silence.
    private const int MaxFiles = 1_000_001;

    /// <summary>The files of a list, each after <paramref name="prefix"/> bytes of its line.</summary>
    /// <remarks>
    /// Lists name directories too, each right before what is in it; those are left out. An empty directory cannot be told
    /// from a file and stays, which does no harm: nothing is ever found in it.
    /// </remarks>
    public static IReadOnlyList<LayerPath> Read(ReadOnlySpan<byte> text, int prefix = 0)
    {
        var files = new List<LayerPath>();
        ReadOnlySpan<byte> previous = default;
        foreach (ReadOnlySpan<byte> line in new LineEnumerator(text))
        {
            if (files.Count == MaxFiles)
            {
                break;
            }

            if (line.Length <= prefix || line.Length - prefix > MaxPath)
            {
                continue;
            }

            ReadOnlySpan<byte> path = line[prefix..];
            if (IsDirectoryOf(previous, path))
            {
                files.RemoveAt(files.Count - 1);
            }

            LayerPath parsed = LayerPath.Parse(path);
            previous = parsed.IsRoot ? default : path;
            if (!parsed.IsRoot)
            {
                files.Add(parsed);
            }
        }

        return files;
    }

    private static bool IsDirectoryOf(ReadOnlySpan<byte> directory, ReadOnlySpan<byte> path) =>
        !directory.IsEmpty
            && path.Length > directory.Length
            && path[directory.Length] == (byte)'/'
            && path.StartsWith(directory);
}
