using System.Text;

namespace Skep.Images.Walk;

/// <summary>What an extended header says about the entry that follows it.</summary>
/// <remarks>
/// Records are <c>LENGTH KEY=VALUE\n</c>. Sparse files are described in three versions (0.0, 0.1, 1.0):
/// <see href="https://www.gnu.org/software/tar/manual/html_node/PAX-1.html"/>.
/// </remarks>
internal sealed class PaxRecords
{
    private const int MaxCapabilities = 64;

    public string? Path { get; private set; }

    public string? LinkPath { get; private set; }

    public long? Size { get; private set; }

    /// <summary>The map of versions 0.0 and 0.1; version 1.0 keeps it in front of the content.</summary>
    public List<SparseFragment>? SparseMap { get; private set; }

    public bool SparseMapIsInContent { get; private set; }

    public string? SparseName { get; private set; }

    public long? SparseSize { get; private set; }

    /// <summary>The extended attribute <c>security.capability</c> in hexadecimal.</summary>
    public string? Capabilities { get; private set; }

    private long? _fragmentOffset;

    /// <summary>Reads a whole extended header; null when it is damaged.</summary>
    public static PaxRecords? Parse(ReadOnlySpan<byte> text)
    {
        var records = new PaxRecords();
        while (!text.IsEmpty)
        {
            int space = text.IndexOf((byte)' ');
            if (space <= 0
                || !TarNumber.TryParseDecimal(text[..space], out long length)
                || length > text.Length
                || length <= space + 1
                || text[(int)length - 1] != '\n')
            {
                return null;
            }

            ReadOnlySpan<byte> record = text[(space + 1)..((int)length - 1)];
            int equals = record.IndexOf((byte)'=');
            if (equals < 0 || !records.TryTake(record[..equals], record[(equals + 1)..]))
            {
                return null;
            }

            text = text[(int)length..];
        }

        return records;
    }

    private bool TryTake(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        // An empty value withdraws a record of a global header; with those ignored it says nothing.
        if (value.IsEmpty)
        {
            return true;
        }

        if (key.SequenceEqual("path"u8))
        {
            Path = Encoding.UTF8.GetString(value);
            return true;
        }

        if (key.SequenceEqual("linkpath"u8))
        {
            LinkPath = Encoding.UTF8.GetString(value);
            return true;
        }

        if (key.SequenceEqual("size"u8))
        {
            bool isNumber = TarNumber.TryParseDecimal(value, out long size);
            Size = size;
            return isNumber;
        }

        // Version 3 of the attribute, the longest, has 24 bytes.
        if (key.SequenceEqual("SCHILY.xattr.security.capability"u8) && value.Length <= MaxCapabilities)
        {
            Capabilities = Convert.ToHexStringLower(value);
            return true;
        }

        return !key.StartsWith("GNU.sparse."u8) || TryTakeSparse(key["GNU.sparse.".Length..], value);
    }

    private bool TryTakeSparse(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.SequenceEqual("name"u8))
        {
            SparseName = Encoding.UTF8.GetString(value);
            return true;
        }

        if (key.SequenceEqual("map"u8))
        {
            return TryTakeMap(value);
        }

        if (!TarNumber.TryParseDecimal(value, out long number))
        {
            return false;
        }

        if (key.SequenceEqual("major"u8))
        {
            SparseMapIsInContent = number == 1;
        }
        else if (key.SequenceEqual("size"u8) || key.SequenceEqual("realsize"u8))
        {
            SparseSize = number;
        }
        else if (key.SequenceEqual("offset"u8))
        {
            _fragmentOffset = number;
        }
        else if (key.SequenceEqual("numbytes"u8) && _fragmentOffset is { } offset)
        {
            (SparseMap ??= []).Add(new SparseFragment(offset, number));
            _fragmentOffset = null;
        }

        return true;
    }

    private bool TryTakeMap(ReadOnlySpan<byte> value)
    {
        SparseMap = [];
        long? offset = null;
        foreach (Range range in value.Split((byte)','))
        {
            if (!TarNumber.TryParseDecimal(value[range], out long number))
            {
                return false;
            }

            if (offset is { } start)
            {
                SparseMap.Add(new SparseFragment(start, number));
                offset = null;
            }
            else
            {
                offset = number;
            }
        }

        return offset is null;
    }
}
