using Skep.Core;
using Skep.Packages.Go;

namespace Skep.Engine.Coalescing;

/// <summary>
/// Puts the inventories of an image's layers on top of each other: the packages a container would see, and those it
/// ships unseen.
/// </summary>
/// <remarks>Pure: the same layers give the same inventory. What needs two files is joined here.</remarks>
/// <param name="needsFacts">Whether more than packages is asked for; placing all of it takes time.</param>
internal sealed class Coalescer(IReadOnlyDictionary<EcosystemId, IEcosystem> ecosystems, bool needsFacts)
{
    public ImageInventory Coalesce(
        ImageIdentity image,
        IReadOnlyList<LayerSummary> summaries,
        IReadOnlyList<LayerInventory> layers,
        Overlay overlay,
        Ownership owners)
    {
        Distribution? distribution = Identify(layers, overlay);
        var licenses = new LicenseStatements(layers, overlay);
        List<ImagePackage> packages = new PackageHistory(layers, overlay).Trace();
        packages = DeclaredPackages.DropInstalled(GoSums.Join(Own(packages, owners)), ecosystems);

        var inventory = new ImageInventory
        {
            Image = image,
            Layers = summaries,
            Distribution = distribution,
            Packages = [.. packages.Select(found => found with
            {
                Package = licenses.Complete(found.Package),
                Purl = PurlOf(found.Package, distribution),
            })],
            UnknownBinaries = new UnknownBinaries(packages, owners).Among(layers, overlay),
            Problems = [.. layers.SelectMany((layer, i) => layer.Problems.Select(p => p with { LayerIndex = i }))],
        };
        return needsFacts ? new Placement(layers, overlay, owners).Place(inventory) : inventory;
    }

    /// <summary>
    /// What the image says it is: the weightiest visible file; of equals, the one in the highest layer.
    /// </summary>
    private static Distribution? Identify(IReadOnlyList<LayerInventory> layers, Overlay overlay)
    {
        Distribution? best = null;
        for (int i = 0; i < layers.Count; i++)
        {
            foreach (Distribution said in layers[i].Distributions)
            {
                bool visible = !overlay.IsHidden(LayerPath.Parse(said.Location), i);
                if (visible && (best is null || said.Weight >= best.Weight))
                {
                    best = said;
                }
            }
        }

        return best;
    }

    private static List<ImagePackage> Own(List<ImagePackage> packages, Ownership owners)
    {
        var kept = new List<ImagePackage>(packages.Count);
        foreach (ImagePackage found in packages)
        {
            string? owner = owners.Find(found.Package);

            // What a package manager put there is already listed, under the manager's name and version.
            if (owner is null || found.Package.Ecosystem.Value != Ownership.GenericBinaries)
            {
                // conda owns files as a distribution does, but no distribution's feed knows of them.
                bool isSystem = owner?.StartsWith(Ownership.Conda, StringComparison.Ordinal) == false;
                kept.Add(found with { OwnedBy = isSystem ? owner : null });
            }
        }

        return kept;
    }

    private string PurlOf(Package package, Distribution? distribution) =>
        ecosystems.TryGetValue(package.Ecosystem, out IEcosystem? ecosystem)
            ? ecosystem.Purl(package, distribution).ToString()
            : new PackageUrl("generic", null, package.Name, package.Version).ToString();
}
