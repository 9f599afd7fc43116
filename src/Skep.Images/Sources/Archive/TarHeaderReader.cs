using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Skep.Core;

namespace Skep.Images.Sources.Archive;

/// <summary>Steps from header to header through a tar file.</summary>
internal sealed class TarHeaderReader(SafeFileHandle file, string title)
{
    private const int BlockSize = 512;

    // PATH_MAX is 4 KiB; what an image archive names is far shorter.
    private const int MaxExtendedHeader = 64 * 1024;

    private readonly byte[] _block = new byte[BlockSize];
    private readonly long _fileLength = RandomAccess.GetLength(file);

    private long _position;
    private string? _longName;
    private string? _longLink;
    private long? _longSize;

    /// <summary>The next member; null at the end.</summary>
    public TarMember? Next()
    {
        while (true)
        {
            if (_position == _fileLength)
            {
                return null;
            }

            if (!ReadAt(_position, _block))
            {
                throw Damaged("is cut off inside a header");
            }

            if (!_block.AsSpan().ContainsAnyExcept((byte)0))
            {
                return null;
            }

            CheckSum();
            char type = (char)_block[156];
            long size = _longSize ?? Number(_block.AsSpan(124, 12));
            long data = _position + BlockSize;
            bool hasContent = type is not ('1' or '2' or '3' or '4' or '5' or '6');
            long stored = hasContent ? size : 0;
            if (stored < 0 || stored > _fileLength - data)
            {
                throw Damaged($"is cut off inside '{Name()}'");
            }

            // The last block may lack its padding.
            _position = Math.Min(_fileLength, data + stored + PaddingOf(stored));
            if (!TakeExtension(type, data, stored))
            {
                return Member(type, data, stored);
            }
        }
    }

    private static long PaddingOf(long size) => (BlockSize - size % BlockSize) % BlockSize;

    private TarMember Member(char type, long data, long size)
    {
        LayerPath path = LayerPath.Parse(Name());
        string link = _longLink ?? Text(_block.AsSpan(157, 100));
        _longName = _longLink = null;
        _longSize = null;
        if (type == 'S')
        {
            throw Damaged($"holds '{path}' as a sparse file, which no image tool writes");
        }

        return new TarMember(path, type is '0' or '\0' or '7', data, size, type switch
        {
            '1' => LayerPath.Parse(link),
            '2' => path.ResolveLink(link),
            _ => null,
        });
    }

    // Long names and sizes stand in entries of their own before the one they describe.
    private bool TakeExtension(char type, long data, long size)
    {
        if (type is not ('x' or 'g' or 'L' or 'K'))
        {
            return false;
        }

        if (size > MaxExtendedHeader)
        {
            throw Damaged($"has an extended header of {size} bytes");
        }

        byte[] content = new byte[size];
        if (!ReadAt(data, content))
        {
            throw Damaged("is cut off inside an extended header");
        }

        switch (type)
        {
            case 'L':
                _longName = Text(content);
                break;
            case 'K':
                _longLink = Text(content);
                break;
            case 'x':
                ReadPax(content);
                break;
        }

        return true;
    }

    // Records: "<length> <key>=<value>\n", the length counting itself.
    private void ReadPax(ReadOnlySpan<byte> records)
    {
        while (!records.IsEmpty)
        {
            int space = records.IndexOf((byte)' ');
            if (space is < 1 or > 6 || !int.TryParse(records[..space], out int length)
                || length <= space + 1 || length > records.Length)
            {
                throw Damaged("has a PAX header that cannot be read");
            }

            ReadOnlySpan<byte> record = records[(space + 1)..length].TrimEnd((byte)'\n');
            int equals = record.IndexOf((byte)'=');
            if (equals > 0)
            {
                TakePax(Encoding.UTF8.GetString(record[..equals]), Encoding.UTF8.GetString(record[(equals + 1)..]));
            }

            records = records[length..];
        }
    }

    private void TakePax(string key, string value)
    {
        switch (key)
        {
            case "path":
                _longName = value;
                break;
            case "linkpath":
                _longLink = value;
                break;
            case "size":
                _longSize = long.TryParse(value, out long size)
                    && size >= 0
                    ? size
                    : throw Damaged("has a PAX size that is no number");
                break;
            default:
                if (key.StartsWith("GNU.sparse.", StringComparison.Ordinal))
                {
                    throw Damaged("holds a sparse file, which no image tool writes");
                }

                break;
        }
    }

    private string Name()
    {
        if (_longName is not null)
        {
            return _longName;
        }

        string name = Text(_block.AsSpan(0, 100));
        bool isUstar = _block.AsSpan(257, 6).SequenceEqual("ustar\0"u8);
        string prefix = isUstar ? Text(_block.AsSpan(345, 155)) : string.Empty;
        return prefix.Length == 0 ? name : $"{prefix}/{name}";
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    private void CheckSum()
    {
        int sum = 0;
        int signed = 0;
        for (int i = 0; i < BlockSize; i++)
        {
            byte value = i is >= 148 and < 156 ? (byte)' ' : _block[i];
            sum += value;
            signed += value < 128 ? value : value - 256;
        }

        // Some old tars summed signed bytes.
        long stated = Number(_block.AsSpan(148, 8));
        if (stated != sum && stated != signed)
        {
            throw new SkepException(
                ErrorKind.Invalid,
                _position == 0
                    ? $"{title} is not a tar archive"
                    : $"{title} is damaged: a header's checksum is wrong at {_position}",
                "expected the output of docker save, podman save or skopeo, plain or compressed with gzip or zstd");
        }
    }

    private long Number(ReadOnlySpan<byte> field)
    {
        // Sizes above 8 GiB stand in base 256, marked by the first bit.
        if ((field[0] & 0x80) != 0)
        {
            long large = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
            return large >= 0
                && !field[1..^8].ContainsAnyExcept((byte)0)
                ? large
                : throw Damaged("has an entry of impossible size");
        }

        long number = 0;
        foreach (byte digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return -1;
            }

            number = number * 8 + (digit - '0');
        }

        return number;
    }

    private bool ReadAt(long offset, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int read = RandomAccess.Read(file, buffer, offset);
            if (read == 0)
            {
                return false;
            }

            buffer = buffer[read..];
            offset += read;
        }

        return true;
    }

    private SkepException Damaged(string what) => new(ErrorKind.Invalid, $"{title} {what}", "make the archive again");
}
