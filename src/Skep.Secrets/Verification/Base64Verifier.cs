using System.Buffers.Text;

namespace Skep.Secrets.Verification;

/// <summary>Base64 with right padding that does not decode to plain text.</summary>
internal sealed class Base64Verifier : ISecretVerifier
{
    public string Name => "base64";

    public bool Accepts(ReadOnlySpan<byte> value)
    {
        Span<byte> decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(value.Length)];
        if (Base64.DecodeFromUtf8(value, decoded, out _, out int written) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        return decoded[..written].ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }
}
