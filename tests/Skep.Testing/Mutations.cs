namespace Skep.Testing;

/// <summary>Seeded damage to a sample: what fuzzing starts from, repeatable by number.</summary>
public static class Mutations
{
    private static readonly byte[] Interesting = [0x00, 0x01, 0x7f, 0x80, 0xff, (
        byte)'\n', (byte)'"', (byte)'{', (byte)':'];

    /// <summary>The sample cut at up to <paramref name="most"/> places: every one when it is short enough.</summary>
    public static IEnumerable<byte[]> Truncations(byte[] sample, int most = 400)
    {
        int step = Math.Max(1, sample.Length / most);
        for (int length = 0; length < sample.Length; length += step)
        {
            yield return sample[..length];
        }
    }

    /// <summary>
    /// The sample with bytes flipped, runs repeated, cut out or overwritten, by <paramref name="seed"/>.
    /// </summary>
    public static byte[] Damage(byte[] sample, int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>(sample);
        for (int round = random.Next(1, 6); round > 0 && bytes.Count > 0; round--)
        {
            int at = random.Next(bytes.Count);
            int length = random.Next(1, Math.Min(64, bytes.Count - at) + 1);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = Interesting[random.Next(Interesting.Length)];
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                default:
                    for (int i = at; i < at + length; i++)
                    {
                        bytes[i] = 0xff;
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
