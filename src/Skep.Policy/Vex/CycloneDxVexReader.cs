namespace Skep.Policy.Vex;

/// <summary>Reads the analyses of a CycloneDX document's vulnerabilities.</summary>
/// <remarks>
/// A reference is a component of the same document, a package address, or a BOM link whose fragment is one of those.
/// </remarks>
internal static class CycloneDxVexReader
{
    public static IReadOnlyList<VexStatement> Read(VexJson root)
    {
        var purls = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(root.List("components").Append(root.Member("metadata").Member("component")), purls);
        return [.. root.List("vulnerabilities").Select(json => Statement(json, purls)).OfType<VexStatement>()];
    }

    // Depth is bounded by the parser's limit.
    private static void Collect(IEnumerable<VexJson> components, Dictionary<string, string> purls)
    {
        foreach (VexJson component in components)
        {
            if (component.Text("bom-ref") is { } reference && component.Text("purl") is { } purl)
            {
                purls.TryAdd(reference, purl);
            }

            Collect(component.List("components"), purls);
        }
    }

    private static VexStatement? Statement(VexJson json, Dictionary<string, string> purls)
    {
        VexJson analysis = json.Member("analysis");
        string? status = analysis.Text("state") switch
        {
            "not_affected" or "false_positive" => VexStatement.NotAffected,
            "resolved" or "resolved_with_pedigree" => VexStatement.Fixed,
            "exploitable" => "affected",
            "in_triage" => "under_investigation",
            _ => null,
        };
        if (status is null || json.Text("id") is not { } id)
        {
            return null;
        }

        string?[] reasons = [analysis.Text("justification"), analysis.Text("detail")];
        return new VexStatement(id, status)
        {
            Aliases = [.. json.List("references").Select(reference => reference.Text("id")).OfType<string>()],
            Products =
            [
                .. json.List("affects")
                    .Select(affected => affected.Text("ref"))
                    .OfType<string>()
                    .Select(reference => new VexProduct([Resolve(reference, purls)])),
            ],
            Reason = string.Join("; ", reasons.Where(reason => !string.IsNullOrEmpty(reason))),
        };
    }

    private static string Resolve(string reference, Dictionary<string, string> purls)
    {
        if (reference.StartsWith("urn:cdx:", StringComparison.Ordinal) && reference.IndexOf('#') is > 0 and var hash)
        {
            reference = Uri.UnescapeDataString(reference[(hash + 1)..]);
        }

        return purls.GetValueOrDefault(reference, reference);
    }
}
