using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Skep.Testing;

/// <summary>Writes tars header by header, also ones that no tool would write.</summary>
/// <remarks>Nothing is checked: names may be absurd, sizes may lie, checksums may be wrong.</remarks>
public sealed class TarBuilder
{
    private const int BlockSize = 512;
    private const int ChecksumAt = 148;

    private readonly ArrayBufferWriter<byte> _tar = new();

    /// <summary>Bytes so far.</summary>
    public int Length => _tar.WrittenCount;

    public TarBuilder Directory(string name) => Header(new TarHeaderFields(name, '5') { Mode = 0x1ed });

    public TarBuilder File(string name, string content = "", int mode = 0x1a4) =>
        File(name, Encoding.UTF8.GetBytes(content), mode);

    public TarBuilder File(string name, byte[] content, int mode = 0x1a4) =>
        Header(new TarHeaderFields(name, '0') { Size = content.Length, Mode = mode }).Content(content);

    public TarBuilder Symlink(string name, string target) =>
        Header(new TarHeaderFields(name, '2') { LinkName = target });

    public TarBuilder HardLink(string name, string target) =>
        Header(new TarHeaderFields(name, '1') { LinkName = target });

    /// <summary>
    /// A PAX header for the next entry (or a global one), made of <c>key</c> and <c>value</c> in turn.
    /// </summary>
    public TarBuilder Pax(bool isGlobal, params string[] keysAndValues)
    {
        var body = new StringBuilder();
        for (int i = 0; i < keysAndValues.Length; i += 2)
        {
            body.Append(Record(keysAndValues[i], keysAndValues[i + 1]));
        }

        byte[] bytes = Encoding.UTF8.GetBytes(body.ToString());
        return Header(new TarHeaderFields("pax", isGlobal ? 'g' : 'x') { Size = bytes.Length }).Content(bytes);
    }

    /// <summary>A GNU long name ('L') or long link target ('K') for the next entry.</summary>
    public TarBuilder GnuLong(char type, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text + "\0");
        return Header(new TarHeaderFields("././@LongLink", type) { Size = bytes.Length, IsGnu = true }).Content(bytes);
    }

    public TarBuilder Header(TarHeaderFields fields)
    {
        byte[] block = new byte[BlockSize];
        Encoding.UTF8.GetBytes(fields.Name)
            .AsSpan(0, Math.Min(100, Encoding.UTF8.GetByteCount(fields.Name))).CopyTo(block);
        Octal(block.AsSpan(100, 8), fields.Mode);
        Octal(block.AsSpan(108, 8), 0);
        Octal(block.AsSpan(116, 8), 0);
        Number(block.AsSpan(124, 12), fields.Size, fields.UseBase256);
        Octal(block.AsSpan(136, 12), 0);
        block[156] = (byte)fields.Type;
        Encoding.UTF8.GetBytes(fields.LinkName).CopyTo(block.AsSpan(157, 100));
        if (!fields.IsV7)
        {
            (fields.IsGnu ? "ustar  \0"u8 : "ustar\000"u8).CopyTo(block.AsSpan(257));
        }

        Encoding.UTF8.GetBytes(fields.Prefix).CopyTo(block.AsSpan(345));
        fields.Edit?.Invoke(block);
        Sign(block, fields.ChecksumError);
        _tar.Write(block);
        return this;
    }

    /// <summary>Content with the padding to whole blocks.</summary>
    public TarBuilder Content(byte[] content)
    {
        _tar.Write(content);
        _tar.Write(new byte[-content.Length & (BlockSize - 1)]);
        return this;
    }

    public TarBuilder Raw(byte[] bytes)
    {
        _tar.Write(bytes);
        return this;
    }

    /// <summary>The tar with its two end blocks.</summary>
    public byte[] End() => Raw(new byte[2 * BlockSize]).ToArray();

    /// <summary>The tar as it stands.</summary>
    public byte[] ToArray() => _tar.WrittenSpan.ToArray();

    public static void Octal(Span<byte> field, long value)
    {
        string digits = Convert.ToString(value, 8).PadLeft(field.Length - 1, '0');
        Encoding.ASCII.GetBytes(digits.AsSpan(digits.Length - (field.Length - 1)), field);
    }

    private static void Number(Span<byte> field, long value, bool useBase256)
    {
        if (!useBase256)
        {
            Octal(field, value);
            return;
        }

        field.Clear();
        BinaryPrimitives.WriteInt64BigEndian(field[^8..], value);
        field[0] |= 0x80;
    }

    private static void Sign(byte[] block, int error)
    {
        block.AsSpan(ChecksumAt, 8).Fill((byte)' ');
        Octal(block.AsSpan(ChecksumAt, 7), block.Sum(value => value) + error);
        block[ChecksumAt + 6] = 0;
        block[ChecksumAt + 7] = (byte)' ';
    }

    // The length counts its own digits.
    private static string Record(string key, string value)
    {
        int rest = Encoding.UTF8.GetByteCount($" {key}={value}\n");
        int length = rest + 1;
        while (length != rest + length.ToString(CultureInfo.InvariantCulture).Length)
        {
            length = rest + length.ToString(CultureInfo.InvariantCulture).Length;
        }

        return $"{length} {key}={value}\n";
    }
}

/// <summary>The fields of one tar header.</summary>
public sealed record TarHeaderFields(string Name, char Type)
{
    public long Size { get; init; }

    public int Mode { get; init; } = 0x1a4;

    public string LinkName { get; init; } = string.Empty;

    public string Prefix { get; init; } = string.Empty;

    public bool UseBase256 { get; init; }

    public bool IsGnu { get; init; }

    public bool IsV7 { get; init; }

    /// <summary>Added to the right checksum.</summary>
    public int ChecksumError { get; init; }

    /// <summary>Changes the block before it is signed.</summary>
    public Action<byte[]>? Edit { get; init; }
}
