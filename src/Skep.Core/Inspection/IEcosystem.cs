namespace Skep.Core;

/// <summary>Packages of one family: who writes them down, how their versions order, their names elsewhere.</summary>
public interface IEcosystem
{
    EcosystemId Id { get; }

    /// <summary>What people call it: "Alpine packages", "npm".</summary>
    string Title { get; }

    IVersionOrder Versions { get; }

    IReadOnlyList<IInspector> Inspectors { get; }

    /// <summary>The name to look advisories up by: case and separators folded where the ecosystem does so.</summary>
    string NormaliseName(string name);

    /// <summary>The package's address, <see href="https://github.com/package-url/purl-spec"/>.</summary>
    /// <param name="package">A package of this ecosystem.</param>
    /// <param name="distribution">The distribution it is installed in, which OS packages name in their purl.</param>
    PackageUrl Purl(Package package, Distribution? distribution);

    /// <summary>
    /// The command that brings <paramref name="package"/> to <paramref name="fixedVersion"/>; null where there is none.
    /// </summary>
    /// <param name="distribution">Where it is installed: rpm packages are upgraded by dnf, zypper or tdnf.</param>
    string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution);
}
