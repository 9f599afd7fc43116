using System.Text.Json;

namespace Skep.Advisories.Feeds.Csaf;

/// <summary>The product tree of a document: what each product id stands for.</summary>
internal sealed class CsafProducts
{
    // The deepest real tree (vendor, family, name, version) has four levels.
    private const int MaxDepth = 16;

    private readonly Dictionary<string, string> _scopes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CsafComponent> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Component, string Product)> _pairs = new(StringComparer.Ordinal);

    public CsafProducts(JsonElement tree, Func<string, string?> scopeOf)
    {
        Walk(tree, scopeOf, 0);
        foreach (JsonElement relation in tree.Items("relationships"))
        {
            if (relation.Get("full_product_name").Text("product_id") is { } id
                && relation.Text("product_reference") is { } component
                && relation.Text("relates_to_product_reference") is { } product)
            {
                _pairs[id] = (component, product);
            }
        }

        NamesSources = _components.Values.Any(component => component.IsSource && component.Version.Length == 0);
    }

    /// <summary>Sources are components of their own, so what is not called a source is a binary package.</summary>
    public bool NamesSources { get; }

    /// <summary>The package and its release; null for anything else than an rpm of a known release.</summary>
    public (string Scope, CsafComponent Component)? Find(string id)
    {
        // A package of a module is a component of the module, which is one of the release.
        if (!_pairs.TryGetValue(id, out (string Component, string Product) pair)
            || !_components.TryGetValue(pair.Component, out CsafComponent? component))
        {
            return null;
        }

        string product = pair.Product;
        for (int step = 0;
            step < MaxDepth && !_scopes.ContainsKey(product) && _pairs.TryGetValue(product, out pair);
            step++)
        {
            product = pair.Product;
        }

        return _scopes.TryGetValue(product, out string? scope) ? (scope, component) : null;
    }

    private void Walk(JsonElement node, Func<string, string?> scopeOf, int depth)
    {
        foreach (JsonElement branch in node.Items("branches"))
        {
            Add(branch, scopeOf);
            if (depth < MaxDepth)
            {
                Walk(branch, scopeOf, depth + 1);
            }
        }
    }

    private void Add(JsonElement branch, Func<string, string?> scopeOf)
    {
        JsonElement product = branch.Get("product");
        if (product.Text("product_id") is not { } id)
        {
            return;
        }

        JsonElement identity = product.Get("product_identification_helper");
        CsafComponent? component = identity.Text("purl") is { } purl ? CsafComponent.OfPurl(purl)
            : branch.Text("category") == "product_version" ? CsafComponent.OfFile(product.Text("name") ?? string.Empty)
            : null;
        if (component is not null)
        {
            _components[id] = component;
        }
        else if (identity.Text("cpe") is { } cpe && scopeOf(cpe) is { } scope)
        {
            _scopes[id] = scope;
        }
    }
}
