using System.Globalization;
using Skep.Core;
using Skep.Policy.Reading;

namespace Skep.Policy.Criteria;

/// <summary>What a number is compared with: <c>&gt;= 7</c>. A number alone means at least.</summary>
internal readonly record struct Comparison(string Operator, double Bound)
{
    // Longer ones first, or "<=" would be read as "<".
    private static readonly string[] Operators = [">=", "<=", ">", "<", "="];

    public static bool TryParse(string text, out Comparison comparison)
    {
        (string op, string rest) = Split(text);
        bool isNumber = double.TryParse(
            rest, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double bound);
        comparison = new Comparison(op, bound);
        return isNumber && double.IsFinite(bound);
    }

    /// <summary>The operator, at least where there is none, and what follows it.</summary>
    public static (string Operator, string Bound) Split(string text)
    {
        string trimmed = text.Trim();
        string? op = Array.Find(Operators, known => trimmed.StartsWith(known, StringComparison.Ordinal));
        return op is null ? (">=", trimmed) : (op, trimmed[op.Length..].Trim());
    }

    public bool Holds(double value) => Operator switch
    {
        ">=" => value >= Bound,
        "<=" => value <= Bound,
        ">" => value > Bound,
        "<" => value < Bound,
        _ => Math.Abs(value - Bound) < 1e-9,
    };

    public override string ToString() => $"{Operator} {Bound.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>What a severity is compared with: <c>&gt;= high</c>. A word alone means at least.</summary>
internal readonly record struct SeverityComparison(Comparison Rank)
{
    public static bool TryParse(string text, out SeverityComparison comparison)
    {
        (string op, string word) = Comparison.Split(text);
        bool known = EnumWord.TryParse(word, out Severity severity);
        comparison = new SeverityComparison(new Comparison(op, (int)severity));
        return known;
    }

    public bool Holds(Severity severity) => Rank.Holds((int)severity);

    public override string ToString() => $"{Rank.Operator} {EnumWord.Of((Severity)(int)Rank.Bound)}";
}
