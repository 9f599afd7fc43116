using System.Text.RegularExpressions;

namespace Skep.Architecture.Tests;

/// <summary>The guides in docs/adding show code that is compiled, and links in pages lead somewhere.</summary>
public sealed partial class GuideTests
{
    [Fact]
    public void Code_in_guides_is_the_code()
    {
        var wrong = new List<string>();
        foreach (string guide in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "adding"), "*.md"))
        {
            string page = File.ReadAllText(guide);
            MatchCollection shown = Snippet().Matches(page);
            Assert.Equal(page.Split("```csharp").Length - 1, shown.Count);
            wrong.AddRange(shown
                .Select(match => (File: match.Groups[1].Value, Code: match.Groups[2].Value))
                .Where(part => !Trimmed(Repository.Read(part.File)).Contains(
                    Trimmed(part.Code), StringComparison.Ordinal))
                .Select(part => $"{Path.GetFileName(guide)}: {part.File}"));
        }

        Rules.AssertNone(wrong);
    }

    [Fact]
    public void Links_lead_to_files() =>
        Rules.AssertNone(
            from page in Directory.EnumerateFiles(Repository.Root, "*.md")
                .Concat(Directory.EnumerateFiles(
                    Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            from link in Link().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value)
            where !link.Contains(':', StringComparison.Ordinal)
                && !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Split('#')[0]))
            select $"{Path.GetRelativePath(Repository.Root, page)}: {link}");

    // Indentation differs between a list item and the file.
    private static string Trimmed(string code) =>
        "\n" + string.Join('\n', code.Split('\n').Select(line => line.Trim())).Trim('\n') + "\n";

    [GeneratedRegex("<!-- (\\S+) -->\\s+```csharp\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
