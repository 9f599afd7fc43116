using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Skep.Architecture.Tests;

/// <summary>How tests are named.</summary>
public sealed class TestRules
{
    private static readonly string[] Suffixes = ["Tests", "Contract", "Rules"];

    [Fact]
    public void Classes_of_tests_are_called_so() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from type in file.TopTypes.OfType<TypeDeclarationSyntax>()
            where type.Members.OfType<MethodDeclarationSyntax>().Any(IsTest)
                && !Suffixes.Any(suffix => type.Identifier.Text.EndsWith(suffix, StringComparison.Ordinal))
            select file.At(type, type.Identifier.Text));

    [Fact]
    public void Names_of_tests_are_sentences() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from method in file.Nodes<MethodDeclarationSyntax>()
            where IsTest(method) && method.Identifier.Text is var name
                && (!char.IsUpper(name[0]) || !name.Contains('_', StringComparison.Ordinal))
            select file.At(method, method.Identifier.Text));

    [Fact]
    public void No_test_sleeps() =>
        Rules.AssertNone(
            from file in SourceFile.Tests
            from call in file.Nodes<InvocationExpressionSyntax>()
            where call.Expression.ToString() is "Thread.Sleep"
            select file.At(call, call.ToString()));

    [Fact]
    public void Every_test_asserts() =>
        Rules.AssertNone(
            from file in SourceFile.Tests
            from method in file.Nodes<MethodDeclarationSyntax>()
            where IsTest(method) && !method.DescendantNodes().OfType<InvocationExpressionSyntax>().Any()
            select file.At(method, method.Identifier.Text));

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes)
            .Any(attribute => attribute.Name.ToString() is "Fact" or "Theory");
}
