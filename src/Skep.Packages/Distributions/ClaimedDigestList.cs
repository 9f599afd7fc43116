using System.Text;
using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>Collects what one package says that its programs hash to, as far as they are compared at all.</summary>
/// <param name="algorithm"><c>md5</c>, <c>sha1</c> or <c>sha256</c>.</param>
internal sealed class ClaimedDigestList(string algorithm)
{
    // The longest path Linux accepts.
    private const int MaxPath = 4096;

    // The package with the most programs has some 2,000.
    private const int MaxFiles = 20_000;

    private readonly List<ClaimedDigest> _files = [];

    public string Algorithm => algorithm;

    public IReadOnlyList<ClaimedDigest> Files => _files;

    /// <summary>Bytes of one digest.</summary>
    public int Length { get; } = algorithm switch { "md5" => 16, "sha1" => 20, _ => 32 };

    /// <summary>Whether the file <paramref name="name"/> of <paramref name="directory"/> is compared.</summary>
    public static bool Wants(string directory, ReadOnlySpan<byte> name)
    {
        Span<char> path = stackalloc char[MaxPath];
        return TryJoin(directory, name, path, out int length) && VerifiedFiles.Includes(path[..length]);
    }

    /// <summary>Adds a file if it is one that is compared.</summary>
    public void Add(string directory, ReadOnlySpan<byte> name, ReadOnlySpan<byte> digest)
    {
        Span<char> path = stackalloc char[MaxPath];
        if (digest.Length == Length && _files.Count < MaxFiles && TryJoin(directory, name, path, out int length)
            && VerifiedFiles.Includes(path[..length]))
        {
            _files.Add(new ClaimedDigest(PathHash.Of(LayerPath.Parse(path[..length].ToString())), digest.ToArray()));
        }
    }

    /// <summary>Adds a file whose digest is written in hexadecimal.</summary>
    public void AddHex(string directory, ReadOnlySpan<byte> name, ReadOnlySpan<byte> hex)
    {
        Span<byte> digest = stackalloc byte[32];
        if (hex.Length == 2 * Length && Convert.FromHexString(hex, digest, out _, out int written)
            == System.Buffers.OperationStatus.Done)
        {
            Add(directory, name, digest[..written]);
        }
    }

    // Without what leads to the root: "/usr/bin/x", "./usr/bin/x".
    private static bool TryJoin(string directory, ReadOnlySpan<byte> name, Span<char> path, out int length)
    {
        length = 0;
        if (directory.Length + name.Length > path.Length)
        {
            return false;
        }

        directory.CopyTo(path);
        length = directory.Length + Encoding.UTF8.GetChars(name, path[directory.Length..]);
        Span<char> clean = path[..length];
        clean = clean.StartsWith("./") ? clean[2..] : clean.TrimStart('/');
        clean.CopyTo(path);
        length = clean.Length;
        return true;
    }
}
