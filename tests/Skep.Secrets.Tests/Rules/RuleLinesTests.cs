using System.Collections;
using System.Globalization;
using System.Reflection;
using Skep.Core;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Tests.Rules;

/// <summary>built-in.jsonl, which scans read, says what the YAML files say. SKEP_ACCEPT=1 writes it anew.</summary>
public sealed class RuleLinesTests
{
    [Fact]
    public void The_lines_are_made_of_the_files()
    {
        string file = Path.Combine(RuleSources.Folder(), BuiltInRules.Name);
        string text = RuleLineWriter.Write(RuleSources.All);
        if (Environment.GetEnvironmentVariable("SKEP_ACCEPT") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.True(
            File.ReadAllText(file) == text,
            $"{BuiltInRules.Name} is stale: run the test with SKEP_ACCEPT=1 and build again");
    }

    [Fact]
    public void A_scan_has_the_rules_of_the_files()
    {
        RuleFile built = BuiltInRules.Load();
        Assert.Equal(RuleSources.All.Rules.Select(Described), built.Rules.Select(Described));
        Assert.Equal(Described(RuleSources.All.Allowed), Described(built.Allowed));
    }

    // Every property, so that none is forgotten that is added later; samples are for tests.
    private static string Described(object? value) => value switch
    {
        null => "null",
        string or bool or int or long or Enum or byte or RuleId or PathGlob => $"{value}",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Described))}]",
        RuleSamples => string.Empty,
        _ when value.GetType().Namespace != typeof(SecretRule).Namespace
            && value is not Skep.Secrets.Literals.Literal => value.GetType().Name,
        _ => string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{property.Name}={Described(property.GetValue(value))}")),
    };
}
