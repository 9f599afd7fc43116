using Skep.Advisories.Compile;

namespace Skep.Advisories.Match;

/// <summary>What the database says about packages, remembered from one question to the next.</summary>
/// <remarks>
/// An image holds the same names many times (binaries of one source, modules of many programs), and the images of one
/// call share most of theirs. All is forgotten when too much is known, so that memory does not grow with the images.
/// </remarks>
internal sealed class KnownRules(DatabaseQueries queries)
{
    // Some 20 MB; an image with 2,600 packages needs a third of it.
    private const int MaxRules = 50_000;

    private readonly Dictionary<(string Scope, string Name), IReadOnlyList<StoredRule>> _rules = [];
    private readonly Dictionary<long, AdvisoryHead> _heads = [];
    private int _count;

    public IReadOnlyList<StoredRule> Of(string scope, string name)
    {
        if (_rules.TryGetValue((scope, name), out IReadOnlyList<StoredRule>? rules))
        {
            return rules;
        }

        if (_count > MaxRules)
        {
            _rules.Clear();
            _heads.Clear();
            _count = 0;
        }

        rules = queries.Affected(scope, name);
        _rules.Add((scope, name), rules);
        _count += 1 + rules.Count;
        return rules;
    }

    public AdvisoryHead Head(long advisory)
    {
        if (!_heads.TryGetValue(advisory, out AdvisoryHead? head))
        {
            _heads.Add(advisory, head = queries.Head(advisory));
        }

        return head;
    }

    /// <summary>The parts of the database that tell anything about a vulnerability.</summary>
    public IReadOnlyList<int> Sources(string vulnerability) => queries.Sources(vulnerability);
}
