namespace Skep.Policy.Vex;

/// <summary>Reads the product statuses of a CSAF 2.0 document.</summary>
/// <remarks>
/// Products get their address in the product tree; a product "A as part of B" has the address of A. Only products with
/// a package address can be matched.
/// </remarks>
internal static class CsafVexReader
{
    private static readonly (string Member, string Status)[] Statuses =
    [
        ("known_affected", "affected"),
        ("under_investigation", "under_investigation"),
        ("known_not_affected", VexStatement.NotAffected),
        ("fixed", VexStatement.Fixed),
    ];

    public static IReadOnlyList<VexStatement> Read(VexJson root)
    {
        VexJson tree = root.Member("product_tree");
        var purls = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(tree, purls);
        foreach (VexJson relation in tree.List("relationships"))
        {
            if (relation.Member("full_product_name").Text("product_id") is { } id
                && relation.Text("product_reference") is { } part
                && purls.TryGetValue(part, out string? purl))
            {
                purls.TryAdd(id, purl);
            }
        }

        return [.. root.List("vulnerabilities").SelectMany(json => Statements(json, purls))];
    }

    // Depth is bounded by the parser's limit.
    private static void Collect(VexJson node, Dictionary<string, string> purls)
    {
        foreach (VexJson product in node.List("full_product_names").Append(node.Member("product")))
        {
            if (product.Text("product_id") is { } id
                && product.Member("product_identification_helper").Text("purl") is { } purl)
            {
                purls.TryAdd(id, purl);
            }
        }

        foreach (VexJson branch in node.List("branches"))
        {
            Collect(branch, purls);
        }
    }

    private static IEnumerable<VexStatement> Statements(VexJson json, Dictionary<string, string> purls)
    {
        if (json.Text("cve") is not { } cve)
        {
            yield break;
        }

        IEnumerable<string> flags = json.List("flags").Select(flag => flag.Text("label")).OfType<string>();
        string labels = string.Join("; ", flags.Distinct());
        foreach ((string member, string status) in Statuses)
        {
            string[] products =
            [
                .. json.Member("product_status").Texts(member)
                    .Select(id => purls.GetValueOrDefault(id))
                    .OfType<string>()
                    .Distinct(),
            ];
            if (products.Length > 0)
            {
                yield return new VexStatement(cve, status)
                {
                    Products = [new VexProduct(products)],
                    Reason = status == VexStatement.NotAffected ? labels : string.Empty,
                };
            }
        }
    }
}
