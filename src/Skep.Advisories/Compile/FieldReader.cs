using System.Buffers.Binary;
using System.Text;

namespace Skep.Advisories.Compile;

/// <summary>Reads the fields of a packed record, as <see cref="BinaryWriter"/> wrote them.</summary>
/// <remarks>
/// A scan reads thousands of records of some thirty bytes. A <see cref="BinaryReader"/> over each cost a tenth of a
/// warm scan, mostly in what it allocates before it reads the first byte.
/// </remarks>
internal ref struct FieldReader(ReadOnlySpan<byte> record)
{
    private ReadOnlySpan<byte> _rest = record;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() != 0;

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    public string Text()
    {
        int length = Number();
        return length == 0 ? string.Empty : Encoding.UTF8.GetString(Take(length));
    }

    public string[] Texts()
    {
        int count = Count();
        string[] texts = count == 0 ? [] : new string[count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Text();
        }

        return texts;
    }

    /// <summary>How many items follow; each takes at least one byte.</summary>
    public int Count() => Number() is var count && count <= _rest.Length ? count : throw DatabaseQueries.Damaged();

    private int Number()
    {
        int number = 0;
        for (int shift = 0; shift < 28; shift += 7)
        {
            byte next = Byte();
            number |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        // No text or list of ours is 256 MB long.
        throw DatabaseQueries.Damaged();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw DatabaseQueries.Damaged();
        }

        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
