namespace Skep.Secrets.Verification;

/// <summary>A token whose last six characters are the CRC-32 of what stands before them, in base 62.</summary>
/// <remarks>
/// GitHub's and npm's: <c>prefix_</c>, random characters, check sum.
/// <see href="https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/"/>.
/// </remarks>
internal sealed class Crc62Verifier : ISecretVerifier
{
    private const int CheckLength = 6;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public string Name => "crc62";

    public bool IsProof => true;

    public bool Accepts(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> body = value[(value.IndexOf((byte)'_') + 1)..];
        return body.Length > CheckLength
            && body[^CheckLength..].SequenceEqual(CheckSum(body[..^CheckLength]));
    }

    public static byte[] CheckSum(ReadOnlySpan<byte> body)
    {
        uint rest = Crc32(body);
        byte[] check = new byte[CheckLength];
        for (int i = CheckLength - 1; i >= 0; i--)
        {
            check[i] = (byte)Digits[(int)(rest % 62)];
            rest /= 62;
        }

        return check;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
