namespace Skep.Policy.Vex;

/// <summary>Reads OpenVEX 0.2.0, and 0.0.1 where products and vulnerabilities are plain strings.</summary>
internal static class OpenVexReader
{
    public static IReadOnlyList<VexStatement> Read(VexJson root) =>
    [
        .. root.List("statements").Select(Statement).OfType<VexStatement>(),
    ];

    private static VexStatement? Statement(VexJson json)
    {
        VexJson vulnerability = json.Member("vulnerability");
        string? name = vulnerability.Text("name") ?? vulnerability.AsText();
        if (name is null || json.Text("status") is not { } status)
        {
            return null;
        }

        string?[] reasons = [json.Text("justification"), json.Text("impact_statement"), json.Text("status_notes")];
        return new VexStatement(name, status)
        {
            Aliases = vulnerability.Texts("aliases"),
            Products = [.. json.List("products").Select(Product)],
            Reason = string.Join("; ", reasons.Where(reason => !string.IsNullOrEmpty(reason))),
        };
    }

    private static VexProduct Product(VexJson json) => new(Purls(json))
    {
        Subcomponents = [.. json.List("subcomponents").SelectMany(Purls)],
    };

    private static List<string> Purls(VexJson json) =>
    [
        .. new[] { json.AsText(), json.Text("@id"), json.Member("identifiers").Text("purl") }.OfType<string>(),
    ];
}
