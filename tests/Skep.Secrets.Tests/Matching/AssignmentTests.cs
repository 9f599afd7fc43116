using System.Text;
using Skep.Secrets.Matching;

namespace Skep.Secrets.Tests.Matching;

public sealed class AssignmentTests
{
    [Theory]
    [InlineData("pin = v1w2", "v1w2")]
    [InlineData("pin ::= 'v1w2'", "v1w2")]
    [InlineData("pin :::= v1w2", "v1w2")]
    [InlineData("pin ?= v1w2", "v1w2")]
    [InlineData("pin += v1w2", "v1w2")]
    [InlineData("$pin .= \"v1w2\";", "v1w2")]
    [InlineData("pin ??= \"v1w2\"", "v1w2")]
    [InlineData("pin ||= 'v1w2'", "v1w2")]
    [InlineData("'pin' => 'v1w2'", "v1w2")]
    [InlineData("var pin string = `v1w2`", "v1w2")]
    [InlineData("val pin: String? = \"v1w2\"", "v1w2")]
    [InlineData("pin: v1w2", "v1w2")]
    [InlineData("pin: |\n    v1w2\n", "v1w2")]
    [InlineData("pin: >-\r\n  v1w2\r\n", "v1w2")]
    [InlineData("<pin>v1w2</pin>", "v1w2")]
    [InlineData("<pin>\n  v1&amp;w2\n</pin>", "v1&amp;w2")]
    [InlineData("key=\"pin\" value=\"v1w2\"", "v1w2")]
    [InlineData("'pin\"=>'v1w2\"\n", "v1w2")]
    [InlineData("'pin\"=>'v1w2\"", "v1w2")]
    [InlineData("--pin v1w2", "v1w2")]
    public void A_value_is_read_behind_every_operator(string text, string value) => Assert.Equal(value, Read(text));

    [Theory]
    [InlineData("pin == v1w2")]
    [InlineData("pin === v1w2")]
    [InlineData("pin =~ v1w2")]
    [InlineData("pin::v1w2")]
    [InlineData("pin ? v1w2 : w")]
    [InlineData("a <pin>@host")]
    [InlineData("a <pin>v1w2")]
    [InlineData("<pin>")]
    [InlineData("pin: |")]
    [InlineData("pin: >-\n")]
    [InlineData("pin v1w2")]
    [InlineData("pin of = v1w2")]
    [InlineData("pin, v1w2")]
    [InlineData("pin,v1w2,")]
    [InlineData("pin ?")]
    [InlineData("pin :::")]
    [InlineData("pin = \"v1w2\n")]
    [InlineData("pin")]
    public void What_is_no_assignment_has_none(string text) => Assert.Null(Read(text));

    [Fact]
    public void A_known_form_may_be_the_next_field_of_a_line() =>
        Assert.Equal("v1w2", Read("pin,v1w2,x", isShaped: true));

    private static string? Read(string text, bool isShaped = false)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("  \n" + text);
        return Assignment.TryRead(
            bytes, bytes.AsSpan().IndexOf("pin"u8), 3, 64, isShaped, out Assignment read)
            ? Encoding.UTF8.GetString(bytes, read.Value.Start, read.Value.Length) : null;
    }
}
