using System.Text;
using Skep.Core;
using Skep.Policy.Cases;
using Skep.Policy.Criteria;
using Skep.Testing;

namespace Skep.Policy.Tests.Criteria;

public sealed class VocabularyTests
{
    /// <summary>Nothing in an image answers these yet.</summary>
    private static readonly string[] Unanswered = ["image_signature_verified_by"];

    public static TheoryData<string> Terms => [.. Vocabulary.Terms.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_case_comes_out_as_the_table_says() =>
        Assert.Empty(Table().SelectMany(entry => entry
            .Differences(entry.Policy!.Evaluate(entry.Report!))
            .Select(difference => $"{entry.Location} {entry.Name}: {difference}")));

    [Theory]
    [MemberData(nameof(Terms))]
    public void Every_criterion_has_a_case_that_holds_and_one_that_does_not(string term)
    {
        if (!Unanswered.Contains(term))
        {
            Assert.Contains(Table(), entry => entry.Name == term + ": blocked");
            Assert.Contains(Table(), entry => entry.Name == term + ": passed");
        }
    }

    [Fact]
    public void Signatures_cannot_be_judged_and_do_not_pass()
    {
        PolicyOutcome outcome = PolicySample.Evaluate(
            "{name: signed, action: block, when: {image_signature_verified_by: [release]}}", PolicySample.Clean);

        Assert.Equal(PolicyVerdict.CouldNotJudge, outcome.Verdict);
    }

    internal static IReadOnlyList<PolicyCase> Table()
    {
        var problems = new List<Problem>();
        IReadOnlyList<PolicyCase>? cases = PolicyCaseTable.Parse(
            "criteria.yaml", Encoding.UTF8.GetString(Testdata.Read("criteria.yaml")), problems);
        Assert.Empty(problems);
        return cases!;
    }
}
