using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
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
        if (dot <= 0 || !TryReadHead(value[..dot], out JsonDocument? json))
        {
            return false;
        }

        using (json)
        {
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("alg"u8, out JsonElement algorithm)
                && algorithm.ValueKind == JsonValueKind.String
                && !string.Equals(algorithm.GetString(), "none", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Reads what stands before a token's first dot.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> text, [NotNullWhen(true)] out JsonDocument? head)
    {
        head = null;
        if (text.Length > MaxHeader || !TryDecode(text, out byte[] header))
        {
            return false;
        }

        try
        {
            head = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
            return true;
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
