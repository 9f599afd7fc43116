using System.Security.Cryptography;
using Skep.Core;

namespace Skep.Images.Compression;

/// <summary>The digest of a stream, computed as it passes.</summary>
/// <remarks>
/// .NET calls OpenSSL, which uses the CPU's SHA instructions; blocks of 256 KiB and more run at full speed.
/// </remarks>
internal sealed class ContentHash : IDisposable
{
    private const string Sha512 = "sha512";

    private readonly IncrementalHash _hash;
    private readonly bool _isSha512;

    /// <param name="expected">Decides the algorithm; SHA-256 when nothing is expected.</param>
    public ContentHash(Digest? expected)
    {
        _isSha512 = expected?.Algorithm == Sha512;
        _hash = IncrementalHash.CreateHash(_isSha512 ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256);
    }

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public Digest Finish()
    {
        byte[] hash = _hash.GetHashAndReset();
        return _isSha512 ? Digest.Sha512(hash) : Digest.Sha256(hash);
    }

    public void Dispose() => _hash.Dispose();
}
