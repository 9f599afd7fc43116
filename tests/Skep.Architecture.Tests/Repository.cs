using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Skep.Architecture.Tests;

/// <summary>The checkout these tests look at.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file below the folders, as paths from the root.</summary>
    public static IEnumerable<string> SourceFiles(params string[] folders) =>
        from folder in folders
        where Directory.Exists(Path.Combine(Root, folder))
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        select Path.GetRelativePath(Root, file);

    public static IEnumerable<string> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] ReadLines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>Paths that <c>eng/size-exceptions.txt</c> frees of a wall; each must give a reason.</summary>
    public static HashSet<string> SizeExceptions() =>
        [.. ReadLines("eng/size-exceptions.txt")
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => ExceptionLine().Match(line))
            .Select(match => match.Success ? match.Groups[1].Value : throw new InvalidDataException(
                "exception without a reason"))];

    [GeneratedRegex(@"^(\S+)\s+\S.*$", RegexOptions.NonBacktracking)]
    private static partial Regex ExceptionLine();

    private static string FindRoot([CallerFilePath] string caller = "")
    {
        DirectoryInfo? at = new FileInfo(caller).Directory;
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Skep.slnx")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new DirectoryNotFoundException("Skep.slnx is in no directory above the tests");
    }
}
