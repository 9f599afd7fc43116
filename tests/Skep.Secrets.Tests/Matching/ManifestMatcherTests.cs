using System.Text;
using Skep.Secrets.Matching;

namespace Skep.Secrets.Tests.Matching;

public sealed class ManifestMatcherTests
{
    private const string Value = "aDdKazJtUXo5eA==";

    [Theory]
    [InlineData("kind: Secret\ndata:\n  login: " + Value)]
    [InlineData("kind: Secret\r\ndata:\r\n  login: '" + Value + "'\r\n")]
    [InlineData("data:\n\n\t# text\n\tname: {{ .x }}\n\tlogin: >\n\t  " + Value + "\nkind: \"Secret\"")]
    [InlineData(" data:\n \tlogin: " + Value + "\n kind: Secret\n metadata:\n")]
    public void The_first_value_under_data_is_found(string text) => Assert.Equal(Value, Find(text));

    [Theory]
    [InlineData("kind: Secret")]
    [InlineData("kind: Secret\ndata:")]
    [InlineData("kind: Secret\ndata:\n")]
    [InlineData("kind: Secret\ndata:\n  login: ''")]
    [InlineData("kind: Secret\ndata:\n  login: YmFyCg==")]
    [InlineData("kind: Secret\ndata:\n  login: {{ b64enc .x }}\nmore:\n  login: " + Value)]
    [InlineData("kind: SecretStore\ndata:\n  login: " + Value)]
    [InlineData("akind: Secret\ndata:\n  login: " + Value)]
    [InlineData("data:\n  login: " + Value + "\n---\nkind: Secret\n")]
    [InlineData("kind: Secret\n---\ndata:\n  login: " + Value)]
    [InlineData("kind: Secret\ndata:\n  ca: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==")]
    public void Without_one_there_is_none(string text) => Assert.Null(Find(text));

    [Fact]
    public void Long_manifests_are_read_in_part()
    {
        Assert.Null(Find("kind: Secret\n" + new string('#', 400) + "\ndata:\n  login: " + Value));
        Assert.NotNull(Find("kind: Secret\ndata:\n  login: " + new string('A', 6000)));
    }

    private static string? Find(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int hit = text.IndexOf("kind: ", StringComparison.Ordinal);
        int length = "kind: secret".Length + (text[hit + 6] == '"' ? 1 : 0);
        return new ManifestMatcher().TryMatch(bytes, hit, length, out ValueSpan value)
            ? Encoding.UTF8.GetString(bytes, value.Start, value.Length) : null;
    }
}
