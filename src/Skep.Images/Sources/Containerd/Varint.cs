namespace Skep.Images.Sources.Containerd;

/// <summary>A number as Go's <c>encoding/binary</c> writes it: seven bits a byte, the lowest first.</summary>
internal static class Varint
{
    private const int MaxLength = 9;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out ulong number)
    {
        number = 0;
        for (int i = 0; i < bytes.Length && i < MaxLength; i++)
        {
            number |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
