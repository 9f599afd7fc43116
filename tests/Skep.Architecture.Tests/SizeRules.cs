using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Skep.Architecture.Tests;

/// <summary>The walls of CONTRIBUTING.md: how long, deep and wide code may get.</summary>
public sealed class SizeRules
{
    private const int MaxFileLines = 400;
    private const int MaxLineLength = 120;
    private const int MaxMethodLines = 60;
    private const int MaxDepth = 4;
    private const int MaxParameters = 6;
    private const int MaxFilesInFolder = 20;

    private static readonly HashSet<string> Exceptions = Repository.SizeExceptions();

    [Fact]
    public void No_file_is_longer_than_the_wall() =>
        Rules.AssertNone(
            from file in SourceFile.All
            where file.Lines.Length > MaxFileLines && !Exceptions.Contains(file.Path)
            select $"{file.Path}: {file.Lines.Length} lines");

    [Fact]
    public void No_line_is_longer_than_the_wall() =>
        Rules.AssertNone(
            from file in SourceFile.All
            where !Exceptions.Contains(file.Path)
            from line in file.Lines.Index()
            where line.Item.Length > MaxLineLength
            select $"{file.Path}:{line.Index + 1}");

    [Fact]
    public void No_method_is_longer_than_the_wall() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from method in file.Nodes<BaseMethodDeclarationSyntax>().Concat<SyntaxNode>(
                file.Nodes<BasePropertyDeclarationSyntax>())
            let lines = Lines(method)
            where lines > MaxMethodLines && !IsException(file, method)
            select file.At(method, $"{NameOf(method)}: {lines} lines"));

    [Fact]
    public void No_method_is_deeper_than_the_wall() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from method in file.Nodes<BaseMethodDeclarationSyntax>()
            let depth = method.DescendantNodes().Where(IsLevel).Select(node => DepthOf(node, method)).Append(0).Max()
            where depth > MaxDepth && !IsException(file, method)
            select file.At(method, $"{NameOf(method)}: {depth} levels"));

    [Fact]
    public void Nothing_takes_more_parameters_than_the_wall() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from list in file.Nodes<ParameterListSyntax>()
            where list.Parameters.Count > MaxParameters && !IsTheory(list.Parent!) && !IsException(file, list.Parent!)
            select file.At(list, $"{NameOf(list.Parent!)}: {list.Parameters.Count} parameters"));

    [Fact]
    public void No_folder_holds_more_files_than_the_wall() =>
        Rules.AssertNone(
            from file in SourceFile.All
            group file by Path.GetDirectoryName(file.Path)! into folder
            where folder.Count() > MaxFilesInFolder && !Exceptions.Contains(folder.Key)
            select $"{folder.Key}: {folder.Count()}");

    [Fact]
    public void Every_exception_names_something_that_exists() =>
        Rules.AssertNone(Exceptions.Where(exception => exception.Split('#') switch
        {
            [var path, var member] => !SourceFile.All.Any(file =>
                file.Path == path && file.Nodes<MemberDeclarationSyntax>().Any(node => NameOf(node) == member)),
            [var path] => !Path.Exists(Path.Combine(Repository.Root, path)),
            _ => true,
        }));

    private static bool IsException(SourceFile file, SyntaxNode member) =>
        Exceptions.Contains(file.Path) || Exceptions.Contains($"{file.Path}#{NameOf(member)}");

    // A theory's parameters are the columns of the table above it.
    private static bool IsTheory(SyntaxNode node) =>
        node is MethodDeclarationSyntax { AttributeLists: var lists }
        && lists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "Theory");

    // From the first modifier or type to the last brace; attributes and comments above it are free.
    private static int Lines(SyntaxNode member)
    {
        FileLinePositionSpan span = member.SyntaxTree.GetLineSpan(member.Span);
        int start = member.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault() is { } attribute
            ? member.SyntaxTree.GetLineSpan(attribute.Span).EndLinePosition.Line + 1
            : span.StartLinePosition.Line;
        return span.EndLinePosition.Line - start + 1;
    }

    private static int DepthOf(SyntaxNode node, SyntaxNode method) =>
        node.AncestorsAndSelf().TakeWhile(at => at != method).Count(IsLevel);

    // "else if" is no deeper than the "if" it follows.
    private static bool IsLevel(SyntaxNode node) => node switch
    {
        IfStatementSyntax { Parent: ElseClauseSyntax } => false,
        IfStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax
            or DoStatementSyntax or SwitchStatementSyntax or TryStatementSyntax or UsingStatementSyntax
            or LockStatementSyntax => true,
        _ => false,
    };

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        OperatorDeclarationSyntax method => "operator " + method.OperatorToken.Text,
        _ => node.GetType().Name.Replace("DeclarationSyntax", string.Empty, StringComparison.Ordinal),
    };
}
