using System.Buffers.Binary;
using Skep.Secrets.Matching;

namespace Skep.Secrets.Verification;

/// <summary>A key block that decodes to what keys begin with, and is encrypted or is not.</summary>
/// <remarks>
/// DER begins with a SEQUENCE; OpenSSH's own format with its name and the cipher, <c>none</c> for keys in clear.
/// OpenPGP packets have their first bit set.
/// </remarks>
internal sealed class PemVerifier(string name, bool isEncrypted) : ISecretVerifier
{
    /// <summary>Enough of a key to know it, in base64: a multiple of four.</summary>
    private const int Head = 96;

    private static ReadOnlySpan<byte> OpenSsh => "openssh-key-v1\0"u8;

    private static ReadOnlySpan<byte> Pkcs5 => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05];

    private static ReadOnlySpan<byte> Pkcs12 => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C];

    /// <summary>The magic number of ssh.com keys.</summary>
    private static ReadOnlySpan<byte> SshCommunications => [0x3F, 0x6F, 0xF9, 0xEB];

    public string Name => name;

    public bool IsProof => true;

    public bool Accepts(ReadOnlySpan<byte> value)
    {
        string base64 = PemBody.Normalise(value);
        byte[] decoded = new byte[Head];
        string head = base64[..(Math.Min(base64.Length, Head) & ~3)];
        if (!Convert.TryFromBase64String(head, decoded, out int written))
        {
            return false;
        }

        return Judge(decoded.AsSpan(0, written), value) == isEncrypted;
    }

    /// <summary>Whether it is encrypted; null when it is no key.</summary>
    private static bool? Judge(ReadOnlySpan<byte> key, ReadOnlySpan<byte> block)
    {
        if (key.StartsWith(OpenSsh))
        {
            ReadOnlySpan<byte> cipher = key[OpenSsh.Length..];
            return cipher.Length >= 8 && !(BinaryPrimitives.ReadUInt32BigEndian(cipher) == 4
                && cipher[4..].StartsWith("none"u8));
        }

        if (block.IndexOf("ENCRYPTED"u8) >= 0 || IsPbes(key))
        {
            return true;
        }

        return key.Length > 2 && (key[0] == 0x30 || key[0] >= 0x80 || key.StartsWith(SshCommunications)) ? false : null;
    }

    // SEQUENCE { SEQUENCE { OID 1.2.840.113549.1.5.x or 1.12.1.x … }: EncryptedPrivateKeyInfo of PKCS#8.
    private static bool IsPbes(ReadOnlySpan<byte> key) =>
        key[..Math.Min(key.Length, 24)].IndexOf(Pkcs5) >= 0
        || key[..Math.Min(key.Length, 24)].IndexOf(Pkcs12) >= 0;
}
