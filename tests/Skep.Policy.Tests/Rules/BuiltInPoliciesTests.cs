using Skep.Core;
using Skep.Policy.Rules;

namespace Skep.Policy.Tests.Rules;

public sealed class BuiltInPoliciesTests
{
    public static TheoryData<string> Names => [.. BuiltInPolicies.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Built_in_policies_are_understood_and_bear_their_names(string name)
    {
        PolicyFile policy = BuiltInPolicies.Get(name);

        Assert.Equal((name, "built in"), (policy.Name, policy.Source));
        Assert.NotEmpty(policy.Evaluate(PolicySample.Vulnerable).Rules);
    }

    [Fact]
    public void Report_only_is_strict_without_teeth()
    {
        PolicyOutcome strict = BuiltInPolicies.Get("strict").Evaluate(PolicySample.Vulnerable);
        PolicyOutcome preview = BuiltInPolicies.Get("report-only").Evaluate(PolicySample.Vulnerable);

        Assert.Equal(PolicyVerdict.Blocked, strict.Verdict);
        Assert.Equal(PolicyVerdict.Warned, preview.Verdict);
        Assert.Equal(
            strict.Rules.Select(rule => (rule.Name, rule.Result)),
            preview.Rules.Select(rule => (rule.Name, rule.Result)));
        Assert.DoesNotContain(preview.Rules, rule => rule.Action == "block");
    }

    [Fact]
    public void Clean_image_passes_the_default_even_where_only_vulnerabilities_were_looked_for() =>
        Assert.Equal(PolicyVerdict.Passed, BuiltInPolicies.Get("default").Evaluate(PolicySample.Clean).Verdict);

    [Fact]
    public void Strict_does_not_pass_what_was_not_looked_at() =>
        Assert.NotEqual(PolicyVerdict.Passed, BuiltInPolicies.Get("strict").Evaluate(PolicySample.Clean).Verdict);

    [Fact]
    public void Unknown_name_is_said_with_the_known_ones() =>
        Assert.Equal(ErrorKind.NotFound, Assert.Throws<SkepException>(() => BuiltInPolicies.Text("../x")).Kind);
}
