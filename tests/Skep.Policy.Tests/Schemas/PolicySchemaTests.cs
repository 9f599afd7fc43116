using System.Text;
using System.Text.Json;
using Skep.Core;
using Skep.Policy.Criteria;
using Skep.Policy.Reading;
using Skep.Policy.Rules;
using Skep.Policy.Vex;
using Skep.Testing;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Tests.Schemas;

/// <summary>The schema that editors complete by is the reader's own vocabulary.</summary>
public sealed class PolicySchemaTests
{
    private static readonly YamlSchema Schema = new();

    public static TheoryData<string> BuiltIn => [.. BuiltInPolicies.Names];

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Built_in_policies_are_valid(string name) => Assert.Empty(Schema.Errors(BuiltInPolicies.Text(name)));

    [Fact]
    public void Criteria_are_the_readers() =>
        Assert.Equal(
            Vocabulary.Terms.Keys.Order(StringComparer.Ordinal),
            Names("when").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("rule")]
    [InlineData("scope")]
    [InlineData("requires")]
    [InlineData("grace")]
    [InlineData("exception")]
    public void Names_are_those_the_reader_knows(string definition) =>
        Assert.Empty(Names(definition).Where(name => Problems(definition, name).Any(
            problem => problem.Message.Contains("not understood", StringComparison.Ordinal))));

    [Fact]
    public void Name_that_the_schema_lacks_is_refused_by_the_reader_too() =>
        Assert.All(
            (string[])["rule", "scope", "requires", "grace", "exception"],
            definition => Assert.Contains(
                Problems(definition, "colour"),
                problem => problem.Message.Contains("not understood", StringComparison.Ordinal)));

    [Fact]
    public void Words_are_the_readers()
    {
        JsonElement rule = Schema.Definition("rule").GetProperty("properties");
        JsonElement when = Schema.Definition("when").GetProperty("properties");
        Assert.Equal(Spelled<RuleAction>(), Words(rule.GetProperty("action")));
        Assert.Equal(Spelled<WhenUnknown>(), Words(rule.GetProperty("if_unknown")));
        Assert.Equal(
            Spelled<GraceSince>(),
            Words(Schema.Definition("grace").GetProperty("properties").GetProperty("since")));
        Assert.Equal(Spelled<Scanner>(), Words(when.GetProperty("scanner").GetProperty("oneOf")[0]));
        Assert.Equal(Spelled<VulnerabilityStatus>(), Words(when.GetProperty("fix_status").GetProperty("oneOf")[0]));
        Assert.Equal(Spelled<LayerOrigin>(), Words(when.GetProperty("layer_origin").GetProperty("oneOf")[0]));
        Assert.Equal(
            VexJustification.All,
            Words(Schema.Definition("exception").GetProperty("properties").GetProperty("justification")));
        Assert.Contains(
            "(" + string.Join('|', Spelled<Severity>()) + ")",
            when.GetProperty("severity").GetProperty("pattern").GetString());
    }

    [Fact]
    public void Every_criterion_of_the_table_of_cases_is_valid()
    {
        var problems = new List<Problem>();
        string file = Path.Combine(
            Path.GetDirectoryName(Testdata.PathOf("x"))!, "..", "..", "Criteria", "Testdata", "criteria.yaml");
        var table = (YamlMappingNode)SafeYaml.Load(file, File.ReadAllText(file), problems)!;
        Assert.Empty(((YamlSequenceNode)table.Children["cases"]).SelectMany(entry => Schema.Errors(
            Schema.Definition("rule"), ((YamlSequenceNode)((YamlMappingNode)entry).Children["rules"])[0], "")));
    }

    [Theory]
    [InlineData("rules: [{name: r, action: block, when: {severity: high}}]")]
    [InlineData("name: p\nrules: []")]
    [InlineData("name: p\nrules: [{name: r, action: deny}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {severity: very}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {cvss: high}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {exposed_port: ssh}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {fixable: maybe}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block}]\nexceptions: [{id: a, reason: b, author: c}]")]
    public void What_the_schema_refuses_the_reader_refuses(string text)
    {
        Assert.NotEmpty(Schema.Errors(text));
        Assert.NotEmpty(PolicySample.Problems(text));
    }

    private static string[] Words(JsonElement schema) =>
        [.. schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!)];

    private static string[] Spelled<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(EnumWord.Of)];

    private static IEnumerable<string> Names(string definition) =>
        Schema.Definition(definition).GetProperty("properties").EnumerateObject().Select(member => member.Name);

    private static IReadOnlyList<Problem> Problems(string definition, string name) =>
        PolicySample.Problems(new StringBuilder("name: p\n").Append(definition switch
        {
            "rule" => $"rules: [{{{name}: [x]}}]",
            "exception" => $"exceptions: [{{{name}: [[x]]}}]",
            _ => $"rules: [{{{definition}: {{{name}: [[x]]}}}}]",
        }).ToString());
}
