namespace Skep.Secrets.Matching;

/// <summary>The base64 between the lines of a PEM block.</summary>
internal static class PemBody
{
    /// <summary>How many base64 characters a body has.</summary>
    public static int Count(ReadOnlySpan<byte> body)
    {
        int count = 0;
        foreach (byte b in Plain(body))
        {
            count += char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/' or (byte)'=' ? 1 : 0;
        }

        return count;
    }

    /// <summary>The base64 characters alone: equal for a key, however its lines are broken and escaped.</summary>
    public static string Normalise(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> plain = Plain(body);
        var text = new System.Text.StringBuilder(plain.Length);
        for (int i = 0; i < plain.Length; i++)
        {
            if (plain[i] == '\\' && i + 1 < plain.Length && plain[i + 1] is (byte)'n' or (byte)'r' or (byte)'t')
            {
                i++;
            }
            else if (char.IsAsciiLetterOrDigit((char)plain[i]) || plain[i] is (byte)'+' or (byte)'/' or (byte)'=')
            {
                text.Append((char)plain[i]);
            }
        }

        return text.ToString();
    }

    // Headers ("Proc-Type: 4,ENCRYPTED", "Version: …") end with an empty line.
    private static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> body)
    {
        int colon = body.LastIndexOf((byte)':');
        if (colon < 0)
        {
            return body;
        }

        ReadOnlySpan<byte> after = body[colon..];
        int line = after.IndexOf((byte)'\n');
        int escaped = after.IndexOf("\\n"u8);
        int end = line >= 0 ? line + 1 : escaped >= 0 ? escaped + 2 : after.Length;
        return after[end..];
    }
}
