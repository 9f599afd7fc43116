using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Skep.Architecture.Tests;

/// <summary>Where a type stands: its folder, its file, its project.</summary>
public sealed class LayoutRules
{
    /// <summary>Longer than this, a second type of a file is no companion.</summary>
    private const int MaxCompanionLines = 60;

    /// <summary>Namespaces whose folders only sort the files.</summary>
    private static readonly string[] Flat = ["Skep.Core", "Skep.Core.Tests", "Skep.Images.Walk"];

    [Fact]
    public void Namespace_is_the_folder() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from space in file.Nodes<BaseNamespaceDeclarationSyntax>()
            where space.Name.ToString() != NamespaceOf(file.Path)
            select file.At(space, space.Name.ToString()));

    [Fact]
    public void File_is_named_after_its_type() =>
        Rules.AssertNone(
            from file in SourceFile.Product
            where file.TopTypes.Any() && file.TopTypes.All(type => !IsMain(type, file))
            select file.Path);

    [Fact]
    public void Types_that_share_a_file_are_tiny() =>
        Rules.AssertNone(
            from file in SourceFile.Product
            from type in file.TopTypes
            where !IsMain(type, file)
            let lines = type.ToString().Split('\n').Length
            where lines > MaxCompanionLines
            select file.At(type, $"{type.Identifier.Text}: {lines} lines"));

    [Fact]
    public void No_type_is_spread_over_files() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from type in file.TopTypes
            where type.Modifiers.Any(SyntaxKind.PartialKeyword)
            group file by $"{NamespaceOf(file.Path)}.{type.Identifier.Text}" into type
            where type.Distinct().Count() > 1
            select type.Key);

    [Fact]
    public void Public_means_that_another_project_needs_it()
    {
        ILookup<string, string> users = SourceFile.All
            .SelectMany(file => Names(file.Root).Distinct().Select(name => (name, file.Project)))
            .ToLookup(use => use.name, use => use.Project);
        ILookup<string, string> signatures = SourceFile.Product
            .SelectMany(file => file.TopTypes)
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
            .SelectMany(type => Names(type).Distinct().Where(name => name != type.Identifier.Text))
            .ToLookup(name => name);
        Rules.AssertNone(
            from file in SourceFile.Product
            from type in file.TopTypes
            where type.Modifiers.Any(SyntaxKind.PublicKeyword)
            let name = type.Identifier.Text
            where users[name].All(project => project == file.Project || project == file.Project + ".Tests")
                && !signatures.Contains(name)
            select file.At(type, name));
    }

    // Bodies do not count: what a public member takes or gives has to be public, named elsewhere or not.
    private static IEnumerable<string> Names(SyntaxNode node) =>
        node.DescendantNodes(child => child is not BlockSyntax || node is CompilationUnitSyntax)
            .OfType<SimpleNameSyntax>()
            .Select(name => name.Identifier.Text);

    private static bool IsMain(BaseTypeDeclarationSyntax type, SourceFile file) =>
        type.Identifier.Text == Path.GetFileNameWithoutExtension(file.Path);

    private static string NamespaceOf(string path)
    {
        string folder = Path.GetDirectoryName(path)!.Split('/', 2)[1].Replace('/', '.');
        return Flat
            .Where(flat => folder == flat || folder.StartsWith(flat + ".", StringComparison.Ordinal))
            .MaxBy(flat => flat.Length) ?? folder;
    }
}
