using System.Globalization;
using Skep.Core;
using Skep.Policy.Reading;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Criteria;

/// <summary>The names that ask how an image was built and what it lets a container do.</summary>
internal static class BuildTerms
{
    private const int MaxPort = 65_535;

    /// <summary>Of an instruction in a reason; the report has the rest.</summary>
    private const int MaxLine = 80;

    public static IReadOnlyList<Term> All { get; } =
    [
        new("image_user", OfUser),
        new("required_image_label", (fields, node) => OfLabel(fields, node, "required_image_label", required: true)),
        new("disallowed_image_label", (fields, node) =>
            OfLabel(fields, node, "disallowed_image_label", required: false)),
        new("environment_variable", OfEnvironment),
        new("exposed_port", OfPort),
        new("dockerfile_line", OfLine),
        new("required_image_component", OfRequiredComponent),
        new("unknown_binaries", OfUnknownBinaries),
    ];

    // "root" is what 0 is called, and what there is when nothing is said.
    private static string UserOf(string text)
    {
        string name = text.Split(':')[0];
        return name is "" or "0" ? "root" : name;
    }

    private static ImageTest OfUser(YamlFields fields, YamlNode node)
    {
        IReadOnlyList<string> patterns = fields.Texts(node, "image_user");
        return Configured(Term.Is("image_user", patterns), configuration =>
        {
            string user = UserOf(configuration.User);
            return Answer.Of(
                patterns.Any(pattern => TextGlob.Matches(pattern is "0" ? "root" : pattern, user, ignoreCase: false)),
                $"it runs as {user}");
        });
    }

    private static ImageTest OfLabel(YamlFields fields, YamlNode node, string name, bool required)
    {
        IReadOnlyDictionary<string, string> wanted = fields.Patterns(node, name);
        return new ImageTest($"{name} {string.Join(", ", wanted.Keys)}", facts =>
        {
            if (facts.Image.Kind != "image")
            {
                return Answer.Unknown($"{facts.Image.Kind} has no labels");
            }

            string[] met =
            [
                .. wanted
                    .Where(pair => facts.Labels.Any(label => TextGlob.Matches(pair.Key, label.Key, ignoreCase: false)
                        && TextGlob.Matches(pair.Value, label.Value)))
                    .Select(pair => pair.Key),
            ];
            return required
                ? Missing([.. wanted.Keys.Except(met)], "label")
                : Found(met, "label");
        });
    }

    // NAME or NAME=value: values may be masked, so names are the safer pattern.
    private static ImageTest OfEnvironment(YamlFields fields, YamlNode node)
    {
        IReadOnlyList<string> patterns = fields.Texts(node, "environment_variable");
        return Configured(Term.Is("environment_variable", patterns), configuration => Found(
            [
                .. configuration.Environment
                    .Where(entry => patterns.Any(pattern => TextGlob.Matches(
                        pattern, pattern.Contains('=') ? entry : entry.Split('=')[0])))
                    .Select(entry => entry.Split('=')[0]),
            ],
            "environment variable"));
    }

    private static ImageTest OfPort(YamlFields fields, YamlNode node)
    {
        var ranges = new List<PortRange>();
        IReadOnlyList<string> texts = fields.Texts(node, "exposed_port");
        foreach (string text in texts)
        {
            if (PortRange.TryParse(text, out PortRange range))
            {
                ranges.Add(range);
            }
            else
            {
                fields.Problem(node, $"exposed_port: '{text}' is none of 22, 22/tcp, 1-1023, 1-1023/udp");
            }
        }

        return Configured(Term.Is("exposed_port", texts), configuration => Found(
            [.. configuration.ExposedPorts.Where(port => ranges.Exists(range => range.Holds(port)))], "exposed port"));
    }

    // The first word is the instruction, the rest a pattern over what follows it.
    private static ImageTest OfLine(YamlFields fields, YamlNode node)
    {
        IReadOnlyList<string> patterns = fields.Texts(node, "dockerfile_line");
        return Configured(Term.Is("dockerfile_line", patterns), configuration => Found(
            [
                .. configuration.History
                    .Select(entry => entry.Instruction.Trim())
                    .Where(line => patterns.Any(pattern => IsLine(pattern, line)))
                    .Select(line => line.Length <= MaxLine ? line : line[..MaxLine] + "…"),
            ],
            "instruction"));
    }

    private static bool IsLine(string pattern, string line)
    {
        (string instruction, string wanted) = Halves(pattern);
        (string actual, string arguments) = Halves(line);
        return TextGlob.Matches(instruction, actual)
            && (wanted.Length == 0 || TextGlob.Matches(wanted, arguments, ignoreCase: false));
    }

    private static (string First, string Others) Halves(string text)
    {
        int space = text.IndexOf(' ');
        return space < 0 ? (text, string.Empty) : (text[..space], text[space..].Trim());
    }

    private static ImageTest OfRequiredComponent(YamlFields fields, YamlNode node)
    {
        IReadOnlyList<string> patterns = fields.Texts(node, "required_image_component");
        return new ImageTest(Term.Is("required_image_component", patterns), facts => Missing(
            [
                .. patterns.Where(pattern => !facts.Report.Inventory.Packages.Any(
                    at => !at.IsRemoved && VulnerabilityTerms.IsComponent(pattern, at.Package))),
            ],
            "package"));
    }

    private static ImageTest OfUnknownBinaries(YamlFields fields, YamlNode node)
    {
        Comparison comparison = Term.Comparison(fields, node, "unknown_binaries");
        return new ImageTest($"unknown_binaries {comparison}", facts => Answer.Of(
            comparison.Holds(facts.Report.Coverage.UnknownBinaries),
            $"{facts.Report.Coverage.UnknownBinaries} programs that nobody knows; asked about is {comparison}"));
    }

    private static ImageTest Configured(string words, Func<ImageConfiguration, Answer> ask) =>
        new(words, facts => facts.Configuration is { } configuration
            ? ask(configuration)
            : Answer.Unknown("the image's configuration is not known"));

    private static Answer Missing(string[] missing, string what) => Answer.Of(
        missing.Length > 0,
        missing.Length > 0 ? $"{what} {string.Join(", ", missing)} is missing" : $"every {what} asked for is there");

    private static Answer Found(string[] found, string what) => Answer.Of(
        found.Length > 0,
        found.Length > 0 ? $"{what} {string.Join(", ", found)}" : $"no {what} asked about is there");

    /// <summary>Ports of one protocol or of all: <c>1-1023/tcp</c>.</summary>
    private readonly record struct PortRange(int First, int Last, string Protocol)
    {
        public static bool TryParse(string text, out PortRange range)
        {
            string[] halves = text.Split('/');
            string[] ends = halves[0].Split('-');
            bool isFirst = TryPort(ends[0], out int first);
            bool isLast = TryPort(ends[^1], out int last);
            range = new PortRange(first, last, halves.Length == 2 ? halves[1] : string.Empty);
            return halves.Length <= 2
                && ends.Length <= 2
                && isFirst
                && isLast
                && first <= last
                && range.Protocol is "" or "tcp" or "udp" or "sctp";
        }

        public bool Holds(string exposed)
        {
            string[] halves = exposed.Split('/');
            string protocol = halves.Length > 1 ? halves[1] : "tcp";
            return TryParse(halves[0], out PortRange actual)
                && actual.First <= Last
                && actual.Last >= First
                && (Protocol.Length == 0 || Protocol == protocol);
        }

        private static bool TryPort(string text, out int port) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= MaxPort;
    }
}
