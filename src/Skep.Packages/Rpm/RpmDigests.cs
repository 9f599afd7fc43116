using System.Buffers.Binary;
using Skep.Packages.Distributions;

namespace Skep.Packages.Rpm;

/// <summary>Reads from an rpm header what the package's programs hash to.</summary>
/// <remarks>
/// Directories and links have an empty digest. Settings, and files that the packager said must not be verified by their
/// digest, are left out.
/// </remarks>
internal static class RpmDigests
{
    private const uint Md5 = 1;
    private const uint Sha1 = 2;
    private const uint Sha256 = 8;

    // RPMFILE_CONFIG and RPMFILE_GHOST: meant to be changed; not in the package.
    private const uint Unfixed = 0x1 | 0x40;
    private const uint VerifyDigest = 0x1;

    public static ClaimedDigestList Of(RpmHeader header)
    {
        // Before rpm 4.6 there was no other.
        var digests = new ClaimedDigestList((header.Number(RpmTag.FileDigestAlgorithm) ?? Md5) switch
        {
            Md5 => "md5",
            Sha1 => "sha1",
            Sha256 => "sha256",
            _ => string.Empty,
        });
        if (digests.Algorithm.Length == 0)
        {
            return digests;
        }

        List<string> directories = RpmPackage.Directories(header);
        ReadOnlySpan<byte> indexes = header.Numbers(RpmTag.DirectoryIndexes);
        ReadOnlySpan<byte> flags = header.Numbers(RpmTag.FileFlags);
        ReadOnlySpan<byte> verify = header.Numbers(RpmTag.FileVerifyFlags);
        RpmStrings hashes = header.Strings(RpmTag.FileDigests);
        foreach (ReadOnlySpan<byte> name in header.Strings(RpmTag.BaseNames))
        {
            if (!hashes.MoveNext() || indexes.Length < sizeof(uint))
            {
                break;
            }

            uint directory = Next(ref indexes, 0);
            bool isFixed = (Next(ref flags, 0) & Unfixed) == 0;
            bool isVerified = (Next(ref verify, VerifyDigest) & VerifyDigest) != 0;
            if (isFixed && isVerified && directory < (uint)directories.Count)
            {
                digests.AddHex(directories[(int)directory], name, hashes.Current);
            }
        }

        return digests;
    }

    private static uint Next(ref ReadOnlySpan<byte> numbers, uint otherwise)
    {
        if (numbers.Length < sizeof(uint))
        {
            return otherwise;
        }

        uint number = BinaryPrimitives.ReadUInt32BigEndian(numbers);
        numbers = numbers[sizeof(uint)..];
        return number;
    }
}
