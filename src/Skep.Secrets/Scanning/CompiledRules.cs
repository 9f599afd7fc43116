using Skep.Secrets.Literals;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Scanning;

/// <summary>Rules in the order in which work is saved: keywords first.</summary>
internal sealed class CompiledRules
{
    private readonly int[][] _rulesOf;
    private readonly Lazy<LiteralIndex> _inText;
    private readonly Lazy<LiteralIndex> _inBinaries;
    private readonly Lazy<PlainIndex> _inShortTexts;

    public CompiledRules(IReadOnlyList<SecretRule> rules, AllowList allowed)
    {
        Allowed = allowed;
        Rules = [.. rules];
        var numbers = new Dictionary<Literal, int>();
        var literals = new List<Literal>();
        var rulesOf = new List<List<int>>();
        for (int rule = 0; rule < Rules.Length; rule++)
        {
            foreach (Literal keyword in Rules[rule].Pattern is null ? [] : Rules[rule].Keywords)
            {
                if (!numbers.TryGetValue(keyword, out int number))
                {
                    number = literals.Count;
                    numbers.Add(keyword, number);
                    literals.Add(keyword);
                    rulesOf.Add([]);
                }

                rulesOf[number].Add(rule);
            }
        }

        Literals = [.. literals];
        _rulesOf = [.. rulesOf.Select(list => list.ToArray())];
        int[] all = [.. Enumerable.Range(0, Literals.Length)];
        _inText = new Lazy<LiteralIndex>(() => new LiteralIndex(Literals, all, IsToken));
        _inShortTexts = new Lazy<PlainIndex>(() => new PlainIndex(Literals));
        _inBinaries = new Lazy<LiteralIndex>(() => new LiteralIndex(
            Literals, [.. all.Where(each => _rulesOf[each].Any(rule => Rules[rule].IsInBinaries))], IsToken));
        FileRules = [.. Rules.Where(rule => rule.File is not null)];
        BulkRules = [.. Rules.Where(rule => rule.Bulk is not null)];
        MinBulk = BulkRules.Length == 0 ? 0 : BulkRules.Min(rule => rule.Bulk!.MinCount);
    }

    public SecretRule[] Rules { get; }

    public Literal[] Literals { get; }

    /// <summary>Exceptions for all rules.</summary>
    public AllowList Allowed { get; }

    public ILiteralIndex InText => _inText.Value;

    public ILiteralIndex InBinaries => _inBinaries.Value;

    /// <summary>For texts of a configuration: slower, and ready at once.</summary>
    public ILiteralIndex InShortTexts => _inShortTexts.Value;

    public SecretRule[] FileRules { get; }

    public SecretRule[] BulkRules { get; }

    /// <summary>So many numbers some rule asks for at least.</summary>
    public int MinBulk { get; }

    public ReadOnlySpan<int> RulesOf(int literal) => _rulesOf[literal];

    private bool IsToken(int literal) => Array.TrueForAll(_rulesOf[literal], rule => Rules[rule].IsToken);
}
