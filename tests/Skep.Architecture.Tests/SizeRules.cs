namespace Skep.Architecture.Tests;

/// <summary>The walls of CONTRIBUTING.md: how long a file, a line and a folder may get.</summary>
public sealed class SizeRules
{
    private const int MaxFileLines = 400;
    private const int MaxLineLength = 120;
    private const int MaxFilesInFolder = 20;

    private static readonly string[] Folders = ["src", "tests", "bench"];
    private static readonly HashSet<string> Exceptions = Repository.SizeExceptions();

    [Fact]
    public void No_file_is_longer_than_the_wall() =>
        Rules.AssertNone(Repository.SourceFiles(Folders)
            .Where(file => !Exceptions.Contains(file) && Repository.ReadLines(file).Length > MaxFileLines));

    [Fact]
    public void No_line_is_longer_than_the_wall() =>
        Rules.AssertNone(Repository.SourceFiles(Folders)
            .Where(file => !Exceptions.Contains(file))
            .SelectMany(file => Repository.ReadLines(file).Select((line, i) => (file, number: i + 1, line.Length)))
            .Where(line => line.Length > MaxLineLength)
            .Select(line => $"{line.file}:{line.number}"));

    [Fact]
    public void No_folder_holds_more_files_than_the_wall() =>
        Rules.AssertNone(Repository.SourceFiles("src", "tests", "bench")
            .GroupBy(file => Path.GetDirectoryName(file)!)
            .Where(folder => folder.Count() > MaxFilesInFolder && !Exceptions.Contains(folder.Key))
            .Select(folder => $"{folder.Key}: {folder.Count()}"));

    [Fact]
    public void Every_exception_names_something_that_exists() =>
        Rules.AssertNone(Exceptions.Where(path =>
            !File.Exists(
                Path.Combine(Repository.Root, path)) && !Directory.Exists(Path.Combine(Repository.Root, path))));
}
