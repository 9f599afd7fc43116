using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Skep.Architecture.Tests;

/// <summary>What CONTRIBUTING.md says of comments, as far as a machine can tell.</summary>
public sealed partial class CommentRules
{
    [Fact]
    public void Every_type_says_what_it_is() =>
        Rules.AssertNone(
            from file in SourceFile.All
            where !file.Path.Contains(".Tests/", StringComparison.Ordinal)
            from type in file.TopTypes
            where Summary(type) is null
            select file.At(type, type.Identifier.Text));

    [Fact]
    public void No_summary_says_only_what_the_name_says() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from member in file.Nodes<MemberDeclarationSyntax>()
            where Summary(member) is { } summary && Hollow().IsMatch(summary)
            select file.At(member, Summary(member)!));

    [Fact]
    public void No_docstring_has_an_empty_part() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from element in file.Comments<XmlElementSyntax>()
            where element.Content.All(part => string.IsNullOrWhiteSpace(part.ToString().Replace("///", null)))
            select file.At(element, element.ToString()));

    [Fact]
    public void Code_is_deleted_not_commented_out() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from comment in file.Root.DescendantTrivia()
            where comment.IsKind(SyntaxKind.SingleLineCommentTrivia) && Code().IsMatch(comment.ToString())
            select $"{file.Path}: {comment}");

    [Fact]
    public void Nothing_is_left_to_do_in_a_comment() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from comment in file.Root.DescendantTrivia(descendIntoTrivia: true)
            where comment.IsKind(SyntaxKind.SingleLineCommentTrivia)
                || comment.IsKind(SyntaxKind.MultiLineCommentTrivia)
            where ToDo().IsMatch(comment.ToString())
            select $"{file.Path}: {comment}");

    [Fact]
    public void No_regions() =>
        Rules.AssertNone(
            from file in SourceFile.All
            from region in file.Comments<RegionDirectiveTriviaSyntax>()
            select file.At(region, region.ToString()));

    private static string? Summary(SyntaxNode node) => node.GetLeadingTrivia()
        .Select(trivia => trivia.GetStructure())
        .OfType<DocumentationCommentTriviaSyntax>()
        .SelectMany(comment => comment.Content.OfType<XmlElementSyntax>())
        .Where(element => element.StartTag.Name.ToString() == "summary")
        .Select(element => Space().Replace(element.Content.ToString().Replace("///", null), " ").Trim())
        .FirstOrDefault(text => text.Length > 0);

    [GeneratedRegex("^(Represents|Gets or sets|Initializes a|This class|A class|An interface|Provides)\\b")]
    private static partial Regex Hollow();

    // What ends like a statement; prose ends otherwise.
    [GeneratedRegex(@"^//.*[;{]$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b(?!.*#\d)")]
    private static partial Regex ToDo();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
