using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Skep.Secrets.Verification;

/// <summary>A JSON Web Token: its header decodes to an object that names an algorithm.</summary>
/// <remarks>
/// Format: <see href="https://www.rfc-editor.org/rfc/rfc7519"/>. Unsigned ones (<c>none</c>) are no secret.
/// </remarks>
internal sealed class JwtVerifier : ISecretVerifier
{
    private const int MaxHeader = 2048;

    public string Name => "jwt";

    public bool Accepts(ReadOnlySpan<byte> value)
    {
        int dot = value.IndexOf((byte)'.');
        if (dot is <= 0 or > MaxHeader || !TryDecode(value[..dot], out byte[] header))
        {
            return false;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("alg"u8, out JsonElement algorithm)
                && algorithm.ValueKind == JsonValueKind.String
                && !string.Equals(algorithm.GetString(), "none", StringComparison.OrdinalIgnoreCase);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryDecode(ReadOnlySpan<byte> text, out byte[] decoded)
    {
        byte[] buffer = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        OperationStatus status = Base64Url.DecodeFromUtf8(text, buffer, out _, out int written);
        decoded = buffer[..written];
        return status == OperationStatus.Done;
    }
}
