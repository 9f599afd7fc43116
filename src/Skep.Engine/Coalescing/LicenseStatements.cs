using Skep.Core;

namespace Skep.Engine.Coalescing;

/// <summary>Licences that stand in other files than the packages they belong to.</summary>
internal sealed class LicenseStatements
{
    private readonly Dictionary<(EcosystemId Ecosystem, string Package), DeclaredLicenses> _found = [];

    public LicenseStatements(IReadOnlyList<LayerInventory> layers, Overlay overlay)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            foreach (DeclaredLicenses said in layers[i].Licenses)
            {
                if (!overlay.IsHidden(LayerPath.Parse(said.Location), i))
                {
                    _found[(said.Ecosystem, said.Package)] = said;
                }
            }
        }
    }

    /// <summary>The package, with the licences it does not state itself.</summary>
    public Package Complete(Package package) =>
        package.Licenses.Count == 0 && _found.TryGetValue((package.Ecosystem, package.Name), out DeclaredLicenses? said)
            ? package with { Licenses = said.Licenses }
            : package;
}
