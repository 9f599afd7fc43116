namespace Skep.Core;

/// <summary>The hashes of one program, in the kinds that package managers and hash lists use.</summary>
public sealed record FileDigests(byte[] Md5, byte[] Sha1, byte[] Sha256)
{
    public long Size { get; init; }

    /// <summary>Where it was seen; the walk fills it in.</summary>
    public string Location { get; init; } = string.Empty;
}

/// <summary>What a package manager says the bytes of a package's programs hash to.</summary>
/// <param name="Ecosystem">The package's ecosystem.</param>
/// <param name="Package">The package's name.</param>
/// <param name="Algorithm"><c>md5</c>, <c>sha1</c> or <c>sha256</c>.</param>
public sealed record ClaimedDigests(
    EcosystemId Ecosystem, string Package, string Algorithm, IReadOnlyList<ClaimedDigest> Files)
{
    /// <summary>The file that says so; the walk fills it in.</summary>
    public string Location { get; init; } = string.Empty;
}

/// <summary>A file and what it should hash to.</summary>
/// <param name="Path">The <see cref="PathHash"/> of its path.</param>
public sealed record ClaimedDigest(ulong Path, byte[] Hash);

/// <summary>The files whose bytes are compared with what their package manager says.</summary>
/// <remarks>
/// Comparing all files would cost a hash of the whole image. What is altered to stay in a system are its programs, what
/// logs people in, and what is loaded into every process.
/// </remarks>
public static class VerifiedFiles
{
    /// <summary>As globs of <see cref="FilePatterns"/>.</summary>
    public static IReadOnlyList<string> Globs { get; } =
    [
        "bin/*", "sbin/*", "usr/bin/*", "usr/sbin/*", "usr/local/bin/*", "usr/local/sbin/*", "**/pam_*.so",
        "**/ld-*.so*",
        "**/libc.so.6", "**/libc-*.so", "**/libcrypt.so*", "**/libkeyutils.so*", "**/libpam.so*", "**/sftp-server",
    ];

    /// <summary>Whether a path, without a leading '/', is one of them.</summary>
    public static bool Includes(ReadOnlySpan<char> path)
    {
        int slash = path.LastIndexOf('/');
        ReadOnlySpan<char> name = path[(slash + 1)..];
        return (slash > 0 ? path[..slash] : default) is
                "bin" or "sbin" or "usr/bin" or "usr/sbin" or "usr/local/bin" or "usr/local/sbin"
            || (slash > 0 && (name is "libc.so.6" or "sftp-server"
                || (name.StartsWith("pam_") && name.EndsWith(".so"))
                || (name.StartsWith("libc-") && name.EndsWith(".so"))
                || (name.StartsWith("ld-") && name.Contains(".so", StringComparison.Ordinal))
                || name.StartsWith("libcrypt.so")
                || name.StartsWith("libkeyutils.so")
                || name.StartsWith("libpam.so")));
    }
}
