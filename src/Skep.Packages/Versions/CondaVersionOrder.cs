using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>conda's order: <c>epoch!version+local</c> with components of numbers and words.</summary>
/// <remarks>
/// Documentation: <see
/// href="https://docs.conda.io/projects/conda/en/stable/dev-guide/api/conda/models/version/index.html"/>.
/// <c>dev</c> is older than any word, <c>post</c> newer than any number, words older than numbers; hyphens
/// read as underscores unless both occur.
/// </remarks>
internal sealed class CondaVersionOrder : IVersionOrder
{
    public string Id => "conda";

    public bool IsValid(ReadOnlySpan<char> version) => TryParse(version, out _);

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!TryParse(left, out Parts a) || !TryParse(right, out Parts b))
        {
            return false;
        }

        order = DigitRun.Compare(a.Epoch, b.Epoch);
        order = order != 0 ? order : CompareComponents(a.Version, b.Version, opensslStyle: true);
        order = order != 0 ? order : CompareComponents(a.Local, b.Local, opensslStyle: false);
        return true;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out Parts parts)
    {
        parts = default;
        text = text.Trim();
        if (!VersionText.IsGraphic(text) || (text.Contains('-') && text.Contains('_')))
        {
            return false;
        }

        int bang = text.IndexOf('!');
        ReadOnlySpan<char> epoch = bang < 0 ? [] : text[..bang];
        ReadOnlySpan<char> rest = text[(bang + 1)..];
        int plus = rest.IndexOf('+');
        ReadOnlySpan<char> version = plus < 0 ? rest : rest[..plus];
        ReadOnlySpan<char> local = plus < 0 ? [] : rest[(plus + 1)..];
        parts = new Parts { Epoch = epoch, Version = version, Local = local };
        return (bang < 0 || (bang > 0 && DigitRun.Length(epoch) == bang))
            && AreComponents(version.Length > 1 && version[^1] is '_' or '-' ? version[..^1] : version)
            && (plus < 0 || AreComponents(local));
    }

    private static bool AreComponents(ReadOnlySpan<char> text)
    {
        bool empty = true;
        foreach (char c in text)
        {
            bool separator = c is '.' or '_' or '-';
            if (separator ? empty : !(char.IsAsciiLetterOrDigit(c) || c == '*'))
            {
                return false;
            }

            empty = separator;
        }

        return !empty;
    }

    private static int CompareComponents(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool opensslStyle)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            var a = new Runs(NextComponent(ref left, opensslStyle));
            var b = new Runs(NextComponent(ref right, opensslStyle));
            bool more = true;
            while (more)
            {
                // Both must move: an exhausted component goes on giving zeros.
                more = a.MoveNext() | b.MoveNext();
                int order = a.Rank != b.Rank ? a.Rank - b.Rank
                    : a.Rank == Runs.NumberRank ? DigitRun.Compare(a.Value, b.Value)
                    : VersionText.CompareFolded(a.Value, b.Value);
                if (order != 0)
                {
                    return order;
                }
            }
        }

        return 0;
    }

    // A separator at the very end belongs to the last component: 1.0.1_ is newer than 1.0.1a, as OpenSSL's users write.
    private static ReadOnlySpan<char> NextComponent(scoped ref ReadOnlySpan<char> rest, bool opensslStyle)
    {
        int end = rest.IndexOfAny('.', '_', '-');
        if (end < 0 || (opensslStyle && end == rest.Length - 1))
        {
            ReadOnlySpan<char> all = rest;
            rest = [];
            return all;
        }

        ReadOnlySpan<char> component = rest[..end];
        rest = rest[(end + 1)..];
        return component;
    }

    private readonly ref struct Parts
    {
        public ReadOnlySpan<char> Epoch { get; init; }

        public ReadOnlySpan<char> Version { get; init; }

        public ReadOnlySpan<char> Local { get; init; }
    }

    /// <summary>
    /// The runs of digits and of other characters in one component, which always begins with a number.
    /// </summary>
    private ref struct Runs(ReadOnlySpan<char> component)
    {
        public const int NumberRank = 4;

        private ReadOnlySpan<char> _rest = component;
        private bool _started;

        /// <summary>Empty, which is zero, once exhausted.</summary>
        public ReadOnlySpan<char> Value { get; private set; }

        // '*', then dev, then '_', then words, numbers, post.
        public int Rank { get; private set; } = NumberRank;

        public bool MoveNext()
        {
            bool implied = !_started && !_rest.IsEmpty && !char.IsAsciiDigit(_rest[0]);
            _started = true;
            Value = implied ? [] : _rest[..LengthOfRun(_rest)];
            _rest = _rest[Value.Length..];
            Rank = RankOf(Value);
            return implied || !Value.IsEmpty;
        }

        private static int RankOf(ReadOnlySpan<char> run) =>
            run.IsEmpty || char.IsAsciiDigit(run[0]) ? NumberRank
            : run[0] == '*' ? 0
            : run.Equals("dev", StringComparison.OrdinalIgnoreCase) ? 1
            : run.Equals("post", StringComparison.OrdinalIgnoreCase) ? NumberRank + 1
            : run[0] is '_' or '-' ? 2
            : 3;

        private static int LengthOfRun(ReadOnlySpan<char> text)
        {
            if (text.IsEmpty || text[0] == '*')
            {
                return text.Length > 0 ? 1 : 0;
            }

            if (char.IsAsciiDigit(text[0]))
            {
                return DigitRun.Length(text);
            }

            int i = 1;
            while (i < text.Length && !char.IsAsciiDigit(text[i]) && text[i] != '*')
            {
                i++;
            }

            return i;
        }
    }
}
