using Skep.Core;
using Skep.Policy.Criteria;
using Skep.Policy.Reading;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Exceptions;

/// <summary>The exceptions of one file.</summary>
/// <remarks>One that is not understood is a <see cref="Problem"/> and hides nothing.</remarks>
public sealed class ExceptionList
{
    internal ExceptionList(IReadOnlyList<ExceptionRule> rules) => Rules = rules;

    public static ExceptionList Empty { get; } = new([]);

    public IReadOnlyList<ExceptionRule> Rules { get; }

    /// <summary>Reads a file whose <c>exceptions</c> are a list, as in a policy.</summary>
    public static ExceptionList Parse(string fileName, string text, ICollection<Problem> problems)
    {
        var fields = new YamlFields(fileName, problems);
        ExceptionList list = Empty;
        if (SafeYaml.Load(fileName, text, problems) is not { } root)
        {
            return list;
        }

        foreach ((string name, YamlNode key, YamlNode value) in fields.Members(root, "a file of exceptions"))
        {
            if (name == "exceptions")
            {
                list = ExceptionReader.Read(fields, value);
            }
            else
            {
                fields.Problem(key, "expected a list 'exceptions'");
            }
        }

        return list;
    }

    /// <summary>Those that no longer hold: worth a word, since their findings are back.</summary>
    public IEnumerable<ExceptionRule> Expired(DateOnly today) => Rules.Where(rule => rule.IsExpired(today));

    /// <summary>The report with the findings that an exception matches moved to its suppressed ones.</summary>
    public ScanReport Apply(ScanReport report, DateOnly today)
    {
        ExceptionRule[] rules = [.. Rules.Where(rule => !rule.IsExpired(today))];
        var facts = new PolicyFacts(report);
        return rules.Length == 0
            ? report
            : Suppression.Apply(
                report,
                finding => Array.Find(rules, rule => rule.Matches(finding, facts))?.SetAside(finding));
    }
}
