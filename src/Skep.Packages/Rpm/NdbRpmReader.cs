using System.Buffers.Binary;
using Skep.Packages.Distributions;

namespace Skep.Packages.Rpm;

/// <summary>Reads the headers out of rpm's own "new database", which SUSE uses.</summary>
/// <remarks>
/// Little-endian. Pages of slots lead the file; each used slot names a package number and a run of 16-byte blocks,
/// which holds a blob with its own head. Layout:
/// <see href="https://github.com/rpm-software-management/rpm/blob/rpm-4.18.0-release/lib/backend/ndb/rpmpkg.c"/>.
/// </remarks>
internal readonly ref struct NdbRpmReader(
    ReadOnlySpan<byte> file, DatabaseReport report, CancellationToken cancellationToken)
{
    private const int HeaderLength = 32;
    private const int SlotPage = 4096;
    private const int SlotLength = 16;
    private const int BlockSize = 16;
    private const int BlobHead = 16;

    private readonly ReadOnlySpan<byte> _file = file;

    private static ReadOnlySpan<byte> FileMagic => "RpmP"u8;

    private static ReadOnlySpan<byte> SlotMagic => "Slot"u8;

    private static ReadOnlySpan<byte> BlobMagic => "BlbS"u8;

    public static bool IsNdb(ReadOnlySpan<byte> file) => file.StartsWith(FileMagic);

    public void Read()
    {
        if (_file.Length < HeaderLength)
        {
            report.Add("truncated ndb file: no header");
            return;
        }

        uint version = ReadUInt32(4);
        if (version != 0)
        {
            report.Add($"ndb file of an unknown version: {version}");
            return;
        }

        long slotsEnd = (long)ReadUInt32(12) * SlotPage;
        if (slotsEnd > _file.Length)
        {
            report.Add("truncated ndb file: slots are missing");
            slotsEnd = _file.Length;
        }

        // No block is part of two blobs, so all blobs together are no longer than the file.
        long budget = _file.Length;
        for (int slot = HeaderLength; slot + SlotLength <= slotsEnd && !report.IsFull; slot += SlotLength)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_file[slot..].StartsWith(SlotMagic))
            {
                report.Add("damaged ndb file: a slot without its mark");
                return;
            }

            uint package = ReadUInt32(slot + 4);
            uint block = ReadUInt32(slot + 8);
            if (block != 0)
            {
                budget -= (long)ReadUInt32(slot + 12) * BlockSize;
                if (budget < 0)
                {
                    report.Add("damaged ndb file: blobs overlap");
                    return;
                }

                ReadBlob(package, (long)block * BlockSize, (long)ReadUInt32(slot + 12) * BlockSize);
            }
        }
    }

    private void ReadBlob(uint package, long offset, long size)
    {
        if (offset > _file.Length || size < BlobHead || size > _file.Length - offset)
        {
            report.Add("truncated ndb file: a slot points past its end");
            return;
        }

        int at = (int)offset;
        uint length = ReadUInt32(at + 12);
        if (!_file[at..].StartsWith(BlobMagic) || ReadUInt32(at + 4) != package || length > size - BlobHead)
        {
            report.Add("damaged ndb file: a slot does not point to its blob");
            return;
        }

        RpmPackage.Report(_file.Slice(at + BlobHead, (int)length), report);
    }

    private uint ReadUInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_file[at..]);
}
