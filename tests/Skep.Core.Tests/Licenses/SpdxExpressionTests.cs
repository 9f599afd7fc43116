namespace Skep.Core.Tests;

public sealed class SpdxExpressionTests
{
    [Theory]
    [InlineData("MIT", "MIT")]
    [InlineData("mit", "MIT")]
    [InlineData("apache-2.0 or MIT", "Apache-2.0 OR MIT")]
    [InlineData(
        "(GPL-2.0-only WITH Classpath-exception-2.0)AND ISC", "(GPL-2.0-only WITH Classpath-exception-2.0) AND ISC")]
    [InlineData("GPL-2.0+", "GPL-2.0+")]
    public void Expression_is_written_as_the_list_spells_it(string text, string expected) =>
        Assert.Equal(expected, SpdxExpression.Normalise(text));

    [Theory]
    [InlineData("")]
    [InlineData("MIT and ASL 2.0")]
    [InlineData("MIT OR")]
    [InlineData("(MIT")]
    [InlineData("MIT)")]
    [InlineData("MIT WITH MIT")]
    [InlineData("MIT ISC")]
    [InlineData("Custom License")]
    public void What_is_no_expression_is_told_apart(string text) => Assert.Null(SpdxExpression.Normalise(text));

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Null(SpdxExpression.Normalise(new string('(', 400) + "MIT" + new string(')', 400)));
}
