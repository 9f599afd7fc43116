using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>Text files that name one path a line, as package managers keep them.</summary>
internal static class FileLists
{
    /// <summary>The files of a list, each after <paramref name="prefix"/> bytes of its line.</summary>
    /// <remarks>
    /// Lists name directories too, each right before what is in it; those are left out. An empty directory cannot be
    /// told from a file and stays, which does no harm: nothing is ever found in it.
    /// </remarks>
    public static OwnedPathList Read(ReadOnlySpan<byte> text, int prefix = 0)
    {
        var files = new OwnedPathList();
        ReadOnlySpan<byte> previous = default;
        foreach (ReadOnlySpan<byte> line in new LineEnumerator(text))
        {
            if (files.IsFull)
            {
                files.LeaveOut();
                break;
            }

            if (line.Length <= prefix)
            {
                continue;
            }

            ReadOnlySpan<byte> path = line[prefix..].TrimEnd((byte)'/');
            if (IsDirectoryOf(previous, path))
            {
                files.RemoveLast();
            }

            int before = files.Paths.Count;
            files.Add(string.Empty, path);
            previous = files.Paths.Count > before ? path : default;
        }

        return files;
    }

    private static bool IsDirectoryOf(ReadOnlySpan<byte> directory, ReadOnlySpan<byte> path) =>
        !directory.IsEmpty
            && path.Length > directory.Length
            && path[directory.Length] == (byte)'/'
            && path.StartsWith(directory);
}
