using Skep.Cli.Terminal;
using Skep.Core;

namespace Skep.Cli.Scanning;

/// <summary>Finds Dockerfiles below a folder.</summary>
internal static class DockerfileSearch
{
    /// <summary>More than any repository holds; then the folder is not a repository.</summary>
    private const int MaxFiles = 10_000;

    private static readonly string[] Names = ["Dockerfile", "Containerfile"];

    /// <summary>Folders of other people's files.</summary>
    private static readonly string[] Skipped = [".git", "node_modules", ".venv", "vendor"];

    public static IReadOnlyList<string> Find(Host host, string path)
    {
        if (path == "-" || !Directory.Exists(host.FullPath(path)))
        {
            return [path];
        }

        var found = new List<string>();
        Search(host, path, found);
        return found.Count > 0
            ? [.. found.Order(StringComparer.Ordinal)]
            : throw new SkepException(
                ErrorKind.Invalid, $"no Dockerfile in {path}", "Dockerfile, Containerfile and *.Dockerfile are "
                    + "looked for");
    }

    public static bool IsDockerfile(ReadOnlySpan<char> name)
    {
        foreach (string known in Names)
        {
            bool isNamed = name.StartsWith(known, StringComparison.OrdinalIgnoreCase)
                && (name.Length == known.Length || name[known.Length] == '.');
            if ((isNamed && !name.EndsWith("ignore")) || name.EndsWith("." + known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static void Search(Host host, string folder, List<string> found)
    {
        var open = new Stack<string>([folder]);
        while (open.TryPop(out string? current))
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(host.FullPath(current)).EnumerateFileSystemInfos())
            {
                // Links may lead anywhere, also round in circles.
                if (entry.LinkTarget is not null)
                {
                    continue;
                }

                string path = Path.Combine(current, entry.Name);
                if (entry is DirectoryInfo && !Skipped.Contains(entry.Name))
                {
                    open.Push(path);
                }
                else if (entry is FileInfo && IsDockerfile(entry.Name))
                {
                    found.Add(path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path);
                }

                if (found.Count > MaxFiles)
                {
                    throw new SkepException(ErrorKind.Invalid, $"more than {MaxFiles} Dockerfiles in {folder}");
                }
            }
        }
    }
}
