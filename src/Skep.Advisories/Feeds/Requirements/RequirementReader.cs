using System.Globalization;
using Skep.Advisories.Model;
using Skep.Core;
using Skep.Packages;

namespace Skep.Advisories.Feeds.Requirements;

/// <summary>Reads version requirements as registries' own advisories write them.</summary>
/// <remarks>
/// Knows <c>&lt; &lt;= &gt; &gt;= = ~&gt; ~ ^ *</c> and <c>1.x</c>; clauses side by side must all hold,
/// <c>||</c> separates alternatives.
/// </remarks>
internal sealed class RequirementReader
{
    // The longest real one has 400 characters.
    private const int MaxLength = 4096;
    private const string Operators = "<>=~^!";

    private readonly IVersionOrder _order;
    private readonly bool _bareIsCaret;
    private readonly string _floor;

    private RequirementReader(string ecosystem, bool bareIsCaret, string floor)
    {
        _order = Ecosystems.All.First(known => known.Id.Value == ecosystem).Versions;
        (_bareIsCaret, _floor) = (bareIsCaret, floor);
        Sets = new VersionSets(_order);
    }

    // The floors are the lowest pre-releases: "~> 1.2.3" does not hold for 1.3.0.rc1 either.
    public static RequirementReader Cargo { get; } = new("cargo", bareIsCaret: true, "-0");

    public static RequirementReader Composer { get; } = new("composer", bareIsCaret: false, string.Empty);

    public static RequirementReader Gem { get; } = new("gem", bareIsCaret: false, ".a");

    public static RequirementReader Generic { get; } = new("generic", bareIsCaret: false, string.Empty);

    public static RequirementReader Npm { get; } = new("npm", bareIsCaret: false, string.Empty);

    public VersionSets Sets { get; }

    /// <summary>The versions that satisfy <paramref name="text"/>; null when it is no requirement.</summary>
    public IReadOnlyList<VersionRange>? Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var ranges = new List<VersionRange>();
        foreach (string alternative in text.Split("||"))
        {
            VersionRange? range = VersionRange.All;
            ReadOnlySpan<char> rest = alternative.AsSpan().Trim();
            while (!rest.IsEmpty)
            {
                if (ReadClause(ref rest) is not { } clause)
                {
                    return null;
                }

                range = range is { } before ? Sets.Intersect(before, clause) : null;
            }

            if (range is { } some)
            {
                ranges.Add(some);
            }
        }

        return ranges;
    }

    /// <summary>The versions that satisfy any of <paramref name="texts"/>; null when one is no requirement.</summary>
    public IReadOnlyList<VersionRange>? ReadAny(IEnumerable<string> texts)
    {
        var ranges = new List<VersionRange>();
        foreach (string text in texts)
        {
            if (Read(text) is not { } read)
            {
                return null;
            }

            ranges.AddRange(read);
        }

        return ranges;
    }

    private VersionRange? ReadClause(scoped ref ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAnyExcept(Operators);
        length = length < 0 ? rest.Length : length;
        string symbol = rest[..length].ToString();
        rest = rest[length..].TrimStart();
        int end = rest.IndexOfAny(" ,<>=");
        end = end < 0 ? rest.Length : end;
        string version = rest[..end].ToString();
        rest = rest[end..].TrimStart(" ,");
        return Clause(symbol, version);
    }

    private VersionRange? Clause(string symbol, string version)
    {
        version = version is ['v', >= '0' and <= '9', ..] ? version[1..] : version;
        if (version is "*" or "x" && symbol is "" or "=" or ">=")
        {
            return VersionRange.All;
        }

        int wildcard = version.IndexOf(".x", StringComparison.OrdinalIgnoreCase);
        wildcard = wildcard < 0 ? version.IndexOf(".*", StringComparison.Ordinal) : wildcard;
        if (wildcard > 0)
        {
            version = version[..wildcard];
        }

        if (version.Length == 0 || !_order.IsValid(version))
        {
            return null;
        }

        return symbol switch
        {
            "" or "=" or "==" when wildcard > 0 => UpTo(Padded(version), version, keep: Count(version)),
            "" when _bareIsCaret => Caret(version),
            "" or "=" or "==" => new VersionRange(version, null, version),
            ">=" => new VersionRange(version, null),
            ">" => new VersionRange(version, null, null, IsAfter: true),
            "<" => VersionRange.Below(version),
            "<=" => new VersionRange(null, null, version),
            "~>" => UpTo(version, version, keep: Math.Max(Count(version) - 1, 1)),
            "~" => UpTo(version, version, keep: Math.Min(Count(version), 2)),
            "^" => Caret(version),
            _ => null,
        };
    }

    // The first number that is not zero may not change.
    private VersionRange? Caret(string version)
    {
        string[] numbers = Numbers(version);
        int first = Array.FindIndex(numbers, number => number.AsSpan().ContainsAnyExcept('0'));
        return UpTo(version, version, keep: first < 0 ? numbers.Length : first + 1);
    }

    // From a version up to where the last of the first numbers is one higher.
    private VersionRange? UpTo(string from, string version, int keep)
    {
        string[] numbers = [.. Numbers(version).Take(keep)];
        if (numbers.Length == 0 || !int.TryParse(numbers[^1], CultureInfo.InvariantCulture, out int last)
            || last == int.MaxValue)
        {
            return null;
        }

        numbers[^1] = (last + 1).ToString(CultureInfo.InvariantCulture);
        string end = string.Join('.', numbers);
        return new VersionRange(from, (_floor == ".a" ? end : Padded(end)) + _floor);
    }

    private static int Count(string version) => Numbers(version).Length;

    // The dotted numbers that the version begins with.
    private static string[] Numbers(string version)
    {
        int end = version.AsSpan().IndexOfAny('-', '+');
        string[] parts = (end < 0 ? version : version[..end]).Split('.');
        return [.. parts.TakeWhile(part => part.Length > 0 && part.All(char.IsAsciiDigit))];
    }

    private static string Padded(string version) =>
        string.Join('.', version.Split('.').Concat(["0", "0"]).Take(Math.Max(3, version.Split('.').Length)));
}
