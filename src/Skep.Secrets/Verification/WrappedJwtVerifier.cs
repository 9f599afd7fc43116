using System.Buffers.Text;

namespace Skep.Secrets.Verification;

/// <summary>A JSON Web Token in Base64, of either alphabet: what the head decodes to is a token's head again.</summary>
/// <remarks>Any head of JSON will do: encrypted tokens and those of unusual issuers name no algorithm first.</remarks>
internal sealed class WrappedJwtVerifier : ISecretVerifier
{
    private const int MaxLength = 4096;

    public string Name => "jwt-base64";

    public bool Accepts(ReadOnlySpan<byte> value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        value = value.TrimEnd((byte)'=');
        value = value[..(Math.Min(value.Length, MaxLength) & ~3)];
        text = text[..value.Length];
        value.CopyTo(text);
        text.Replace((byte)'+', (byte)'-');
        text.Replace((byte)'/', (byte)'_');
        Span<byte> token = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromUtf8(text, token, out _, out int written) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        token = token[..written];
        int dot = token.IndexOf((byte)'.');
        return dot > 0
            && token[(dot + 1)..].StartsWith("ey"u8)
            && JwtVerifier.TryReadHead(token[..dot], out System.Text.Json.JsonDocument? head)
            && IsObject(head);
    }

    private static bool IsObject(System.Text.Json.JsonDocument head)
    {
        using (head)
        {
            return head.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object
                && head.RootElement.EnumerateObject().Any();
        }
    }
}
