using System.Text;
using Skep.Secrets.Verification;

namespace Skep.Secrets.Tests.Verification;

public sealed class WrappedJwtVerifierTests
{
    private const string Payload = ".eyJpc3MiOiJjaSJ9.c2lnbmF0dXJlLW9mLWEtdGVzdA";

    private readonly WrappedJwtVerifier _verifier = new();

    [Theory]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"kid":"a?>b~~"}""")]
    [InlineData("""{"b64":false,"crit":["b64"]}""")]
    public void A_token_with_any_head_is_known_in_either_alphabet(string head)
    {
        string text = Convert.ToBase64String(Encoding.UTF8.GetBytes(Encode(head) + Payload));
        Assert.True(Accepts(text));
        Assert.True(Accepts(text.Replace('+', '-').Replace('/', '_').TrimEnd('=')));
        Assert.True(Accepts(text[..^3]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ZXlK")]
    [InlineData("ZXlK====")]
    [InlineData("ZXlK\0\0\0\0")]
    public void What_does_not_decode_is_none(string text) => Assert.False(Accepts(text));

    [Fact]
    public void Text_without_a_payload_or_with_a_broken_head_is_none()
    {
        Assert.False(Accepts(Convert.ToBase64String(Encoding.UTF8.GetBytes(Encode("""{"alg":"HS256"}""")))));
        Assert.False(Accepts(Convert.ToBase64String(Encoding.UTF8.GetBytes(Encode("""{"alg":}""") + Payload))));
        Assert.False(Accepts(Convert.ToBase64String(Encoding.UTF8.GetBytes(Encode("[1]") + Payload))));
        Assert.False(Accepts(Convert.ToBase64String(Encoding.UTF8.GetBytes(Encode("{}") + Payload))));
        Assert.False(Accepts(new string('A', 1 << 20)));
    }

    private static string Encode(string head) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(head)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private bool Accepts(string text) => _verifier.Accepts(Encoding.UTF8.GetBytes(text));
}
