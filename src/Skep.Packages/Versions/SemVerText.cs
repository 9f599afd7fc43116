namespace Skep.Packages.Versions;

/// <summary>A version split as Semantic Versioning does: numbers, pre-release identifiers, build metadata.</summary>
/// <remarks>
/// Reads what npm's loose mode reads, and more: a leading <c>v</c> or <c>=</c>, any count of numbers, leading
/// zeros, and a pre-release that follows the numbers without a hyphen. Build metadata must be well formed and
/// is otherwise ignored.
/// </remarks>
internal readonly ref struct SemVerText
{
    /// <summary>The dotted numbers.</summary>
    public ReadOnlySpan<char> Core { get; private init; }

    /// <summary>The dotted identifiers behind the hyphen; empty for a release.</summary>
    public ReadOnlySpan<char> PreRelease { get; private init; }

    /// <summary>What follows the plus sign.</summary>
    public ReadOnlySpan<char> Build { get; private init; }

    /// <summary>Whether the pre-release stands directly behind the numbers: <c>1.21rc1</c>.</summary>
    public bool IsGlued { get; private init; }

    public static bool TryParse(ReadOnlySpan<char> text, out SemVerText version)
    {
        version = default;
        if (!VersionText.IsGraphic(text))
        {
            return false;
        }

        text = text.TrimStart('=');
        text = text is ['v' or 'V', ..] ? text[1..] : text;
        int end = DigitRun.DottedLength(text);
        ReadOnlySpan<char> core = text[..end];
        ReadOnlySpan<char> rest = text[end..];
        int plus = rest.IndexOf('+');
        ReadOnlySpan<char> build = plus < 0 ? [] : rest[(plus + 1)..];
        ReadOnlySpan<char> preRelease = plus < 0 ? rest : rest[..plus];
        bool hyphen = preRelease is ['-', ..];
        bool glued = !hyphen && !preRelease.IsEmpty && char.IsAsciiLetter(preRelease[0]);
        preRelease = hyphen ? preRelease[1..] : preRelease;
        version = new SemVerText { Core = core, PreRelease = preRelease, Build = build, IsGlued = glued };
        return end > 0
            && (plus < 0 || AreIdentifiers(build))
            && (hyphen || glued ? AreIdentifiers(preRelease) : preRelease.IsEmpty);
    }

    public static int ComparePreRelease(ReadOnlySpan<char> left, ReadOnlySpan<char> right, StringComparison letters)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            // A release is newer than its pre-releases.
            return right.Length - left.Length;
        }

        while (!left.IsEmpty && !right.IsEmpty)
        {
            int order = CompareIdentifiers(NextIdentifier(ref left), NextIdentifier(ref right), letters);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length - right.Length;
    }

    private static ReadOnlySpan<char> NextIdentifier(scoped ref ReadOnlySpan<char> rest)
    {
        int dot = rest.IndexOf('.');
        ReadOnlySpan<char> identifier = dot < 0 ? rest : rest[..dot];
        rest = dot < 0 ? [] : rest[(dot + 1)..];
        return identifier;
    }

    private static int CompareIdentifiers(ReadOnlySpan<char> left, ReadOnlySpan<char> right, StringComparison letters)
    {
        bool leftIsNumber = DigitRun.Length(left) == left.Length;
        bool rightIsNumber = DigitRun.Length(right) == right.Length;
        return leftIsNumber != rightIsNumber ? (leftIsNumber ? -1 : 1)
            : leftIsNumber ? DigitRun.Compare(left, right)
            : left.CompareTo(right, letters);
    }

    private static bool AreIdentifiers(ReadOnlySpan<char> text)
    {
        bool empty = true;
        foreach (char c in text)
        {
            if (c == '.' ? empty : !(char.IsAsciiLetterOrDigit(c) || c == '-'))
            {
                return false;
            }

            empty = c == '.';
        }

        return !empty;
    }
}
