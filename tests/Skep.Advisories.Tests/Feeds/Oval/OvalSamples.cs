using System.Globalization;
using System.Text;

namespace Skep.Advisories.Tests.Feeds.Oval;

/// <summary>Writes small OVAL files in the shape that publishers give them.</summary>
internal sealed class OvalSamples(string mark)
{
    private readonly StringBuilder _tests = new();
    private readonly StringBuilder _objects = new();
    private readonly StringBuilder _states = new();
    private int _last;

    /// <summary>A criterion that asks for a package, with the test behind it.</summary>
    public string Package(string name, string state, string comment = "")
    {
        string id = $"{mark}:{{0}}:{(++_last).ToString(CultureInfo.InvariantCulture)}";
        string test = string.Format(CultureInfo.InvariantCulture, id, "tst");
        string target = string.Format(CultureInfo.InvariantCulture, id, "obj");
        string bound = string.Format(CultureInfo.InvariantCulture, id, "ste");
        string reference = state.Length == 0 ? string.Empty : $"<l:state state_ref=\"{bound}\"/>";
        _tests.Append($"<l:rpminfo_test id=\"{test}\"><l:object object_ref=\"{target}\"/>{reference}</l:rpminfo_test>");
        _objects.Append($"<l:rpminfo_object id=\"{target}\"><l:name>{name}</l:name></l:rpminfo_object>");
        if (state.Length > 0)
        {
            _states.Append($"<l:rpminfo_state id=\"{bound}\">{state}</l:rpminfo_state>");
        }

        return $"<criterion comment=\"{comment}\" test_ref=\"{test}\"/>";
    }

    public string Below(string name, string version, string architectures = "") => Package(
        name,
        (architectures.Length > 0 ? $"<l:arch operation=\"pattern match\">{architectures}</l:arch>" : string.Empty)
        + $"<l:evr datatype=\"evr_string\" operation=\"less than\">{version}</l:evr>");

    /// <summary>A criterion whose test is not about a package's version.</summary>
    public string Condition(string comment)
    {
        string test = $"{mark}:tst:{(++_last).ToString(CultureInfo.InvariantCulture)}";
        _tests.Append($"<l:textfilecontent54_test id=\"{test}\"/>");
        return $"<criterion comment=\"{comment}\" test_ref=\"{test}\"/>";
    }

    public static string All(params string[] criteria) =>
        $"<criteria operator=\"AND\">{string.Concat(criteria)}</criteria>";

    public static string Any(params string[] criteria) =>
        $"<criteria operator=\"OR\">{string.Concat(criteria)}</criteria>";

    public string Definition(string id, string metadata, string criteria) =>
        $"<definition id=\"{mark}{id}\"><metadata>{metadata}</metadata>{criteria}</definition>";

    public string File(params string[] definitions) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <oval_definitions
          xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"
          xmlns:l="http://oval.mitre.org/XMLSchema/oval-definitions-5#linux">
        <definitions>{string.Concat(definitions)}</definitions>
        <tests>{_tests}</tests><objects>{_objects}</objects><states>{_states}</states>
        </oval_definitions>
        """;
}
