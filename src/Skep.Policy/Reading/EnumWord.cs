using System.Text;

namespace Skep.Policy.Reading;

/// <summary>How files spell the members of an enum: <c>WillNotFix</c> is <c>will_not_fix</c>.</summary>
internal static class EnumWord
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var word = new StringBuilder();
        foreach (char c in value.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && word.Length > 0)
            {
                word.Append('_');
            }

            word.Append(char.ToLowerInvariant(c));
        }

        return word.ToString();
    }

    public static bool TryParse<T>(string text, out T value)
        where T : struct, Enum
    {
        foreach (T known in Enum.GetValues<T>())
        {
            if (Of(known) == text)
            {
                value = known;
                return true;
            }
        }

        value = default;
        return false;
    }
}
