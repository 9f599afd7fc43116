using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Skep.Architecture.Tests;

/// <summary>How code fails, waits and starts: the rules of CONTRIBUTING.md that the compiler does not know.</summary>
public sealed class CodeRules
{
    /// <summary>Where a bug ends one unit of work and not the process.</summary>
    private static readonly string[] Fences = ["src/Skep.Images/Walk/FileInspection.cs"];

    /// <summary>Interfaces with one implementation that are no contract of a plug-in, each with a reason.</summary>
    private static readonly string[] LoneInterfaces =
    [
        // The self-check that decides whether the native decoder is used has to be shown broken ones.
        "IInflater",
    ];

    [Fact]
    public void Everything_is_caught_in_fences_only() =>
        Rules.AssertNone(
            from file in SourceFile.Product
            where !Fences.Contains(file.Path)
            from clause in file.Nodes<CatchClauseSyntax>()
            where CatchesAll(clause) && !ThrowsAgain(clause)
            select file.At(clause, $"catch {clause.Declaration} {clause.Filter}"));

    [Fact]
    public void Fences_exist() =>
        Rules.AssertNone(Fences.Where(path => SourceFile.Product.All(file => file.Path != path)));

    [Fact]
    public void Cancellation_comes_last_and_cannot_be_forgotten() =>
        Rules.AssertNone(
            from file in SourceFile.Product
            from method in file.Nodes<MethodDeclarationSyntax>()
            where !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
            from parameter in method.ParameterList.Parameters
            where parameter.Type?.ToString() == nameof(CancellationToken)
                && (parameter.Default is not null || parameter != method.ParameterList.Parameters[^1])
            select file.At(method, method.Identifier.Text));

    [Fact]
    public void What_waits_is_called_Async() =>
        Rules.AssertNone(
            from file in SourceFile.Product
            from method in file.Nodes<MethodDeclarationSyntax>()
            where IsTask(method.ReturnType) != method.Identifier.Text.EndsWith("Async", StringComparison.Ordinal)
            select file.At(method, method.Identifier.Text));

    [Fact]
    public void Nothing_starts_by_itself() =>
        Rules.AssertNone(
            from file in SourceFile.Product
            from constructor in file.Nodes<ConstructorDeclarationSyntax>()
            where constructor.Modifiers.Any(SyntaxKind.StaticKeyword)
            select file.At(constructor, "static constructor"));

    [Fact]
    public void Interfaces_are_contracts_or_have_two_implementations() =>
        Rules.AssertNone(
            from file in SourceFile.Product
            where !file.Path.StartsWith("src/Skep.Core/", StringComparison.Ordinal)
            from contract in file.Nodes<InterfaceDeclarationSyntax>()
            let name = contract.Identifier.Text
            let count = SourceFile.Product
                .SelectMany(other => other.Nodes<BaseTypeSyntax>())
                .Count(implemented => implemented.Type.ToString().Split('<')[0] == name)
            where count < 2 && !LoneInterfaces.Contains(name)
            select file.At(contract, $"{name}: {count}"));

    [Fact]
    public void This_is_not_written_where_it_says_nothing() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from access in file.Nodes<MemberAccessExpressionSyntax>()
            where access.Expression is ThisExpressionSyntax
            select file.At(access, access.ToString()));

    [Fact]
    public void Fields_look_like_fields() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from field in file.Nodes<FieldDeclarationSyntax>()
            where field.Modifiers.Any(SyntaxKind.PrivateKeyword)
                && !field.Modifiers.Any(SyntaxKind.ConstKeyword)
                && !field.Modifiers.Any(SyntaxKind.StaticKeyword)
            from variable in field.Declaration.Variables
            where variable.Identifier.Text is not ['_', >= 'a' and <= 'z', ..]
            select file.At(variable, variable.Identifier.Text));

    // A filter that only says what is let through catches all the rest.
    private static bool CatchesAll(CatchClauseSyntax clause) =>
        clause.Declaration?.Type.ToString() is null or "Exception" or "System.Exception"
        && clause.Filter?.FilterExpression is null or IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax };

    private static bool ThrowsAgain(CatchClauseSyntax clause) =>
        clause.Block.Statements.LastOrDefault() is ThrowStatementSyntax;

    private static bool IsTask(TypeSyntax type) =>
        type is SimpleNameSyntax { Identifier.Text: "Task" or "ValueTask" or "IAsyncEnumerable" };
}
