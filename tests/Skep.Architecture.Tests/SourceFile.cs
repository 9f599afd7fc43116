using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Skep.Architecture.Tests;

/// <summary>One C# file of the checkout, parsed.</summary>
/// <param name="Path">From the root of the checkout.</param>
internal sealed record SourceFile(string Path, SyntaxNode Root)
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.Parse);

    private static readonly Lazy<SourceFile[]> Parsed = new(() =>
        [.. Repository.SourceFiles("src", "tests", "bench").AsParallel().AsOrdered().Select(Parse)]);

    // Every rule walks all files.
    private readonly Lazy<SyntaxNode[]> _nodes = new(() => [.. Root.DescendantNodes()]);

    public static IReadOnlyList<SourceFile> All => Parsed.Value;

    /// <summary>What ships: the projects below src.</summary>
    public static IEnumerable<SourceFile> Product =>
        All.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>The test projects, without what they share.</summary>
    public static IEnumerable<SourceFile> Tests =>
        All.Where(file => file.Path.Contains(".Tests/", StringComparison.Ordinal));

    public string[] Lines { get; } = Repository.ReadLines(Path);

    public string Project => Path.Split('/')[1];

    public IEnumerable<T> Nodes<T>()
        where T : SyntaxNode =>
        _nodes.Value.OfType<T>();

    /// <summary>Nodes of docstrings and directives.</summary>
    public IEnumerable<T> Comments<T>()
        where T : SyntaxNode =>
        Root.DescendantNodes(descendIntoTrivia: true).OfType<T>();

    public IEnumerable<BaseTypeDeclarationSyntax> TopTypes =>
        Nodes<BaseTypeDeclarationSyntax>().Where(type => type.Parent is not TypeDeclarationSyntax);

    /// <summary>Every name the file gives to something: types, members, parts of its namespace.</summary>
    public IEnumerable<string> Declared => Root.DescendantNodes().SelectMany(IEnumerable<string> (node) => node switch
    {
        BaseTypeDeclarationSyntax type => [type.Identifier.Text],
        DelegateDeclarationSyntax type => [type.Identifier.Text],
        MethodDeclarationSyntax method => [method.Identifier.Text],
        PropertyDeclarationSyntax property => [property.Identifier.Text],
        ParameterSyntax parameter => [parameter.Identifier.Text],
        EnumMemberDeclarationSyntax member => [member.Identifier.Text],
        VariableDeclaratorSyntax variable => [variable.Identifier.Text],
        BaseNamespaceDeclarationSyntax space => space.Name.ToString().Split('.'),
        _ => [],
    });

    /// <summary><c>path:line what</c>, as an editor opens it.</summary>
    public string At(SyntaxNode node, string what) => $"{Path}:{Line(node)} {what}";

    public static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static SourceFile Parse(string path) =>
        new(path, CSharpSyntaxTree.ParseText(Repository.Read(path), Options, path).GetRoot());
}
