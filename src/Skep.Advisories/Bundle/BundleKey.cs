using System.Security.Cryptography;
using System.Text;
using Skep.Core;

namespace Skep.Advisories.Bundle;

/// <summary>A key that signs bundles or checks them: ECDSA on P-256, in PEM.</summary>
/// <remarks>
/// The signature is DER, over the manifest's bytes with SHA-256, so that
/// <c>openssl dgst -sha256 -verify key.pub -signature skep-bundle.sig skep-bundle.json</c> checks it too.
/// </remarks>
public sealed class BundleKey : IDisposable
{
    // A P-256 key has 250 bytes in PEM.
    private const int MaxPem = 16 * 1024;
    private const int KeyBits = 256;

    private readonly ECDsa _key;

    private BundleKey(ECDsa key) => _key = key;

    /// <exception cref="SkepException">It is not there, or no such key.</exception>
    public static BundleKey Read(string path)
    {
        var key = ECDsa.Create();
        try
        {
            using FileStream stream = File.OpenRead(path);
            byte[] text = new byte[MaxPem];
            int length = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            key.ImportFromPem(Encoding.ASCII.GetString(text, 0, length));
            if (key.KeySize != KeyBits)
            {
                throw new CryptographicException($"it has {key.KeySize} bits");
            }

            return new BundleKey(key);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException
            or CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new SkepException(
                ErrorKind.Invalid,
                $"'{path}' is not a P-256 key in PEM: {failure.Message}",
                "make one: openssl ecparam -name prime256v1 -genkey -noout -out skep.key; "
                    + "openssl ec -in skep.key -pubout -out skep.pub",
                failure);
        }
    }

    /// <exception cref="SkepException">The key is a public one.</exception>
    public byte[] Sign(byte[] manifest)
    {
        try
        {
            return _key.SignData(manifest, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException failure)
        {
            throw new SkepException(ErrorKind.Invalid, "the key cannot sign", "give the private key", failure);
        }
    }

    public bool Verifies(byte[] manifest, byte[] signature) =>
        _key.VerifyData(manifest, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => _key.Dispose();
}
