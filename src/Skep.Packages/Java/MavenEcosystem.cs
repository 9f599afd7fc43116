using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Java;

/// <summary>Java libraries, named as Maven repositories name them: <c>group:artifact</c>.</summary>
internal sealed class MavenEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("maven");

    public EcosystemId Id => Name;

    public string Title => "Java";

    public IVersionOrder Versions { get; } = new MavenVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new GradleLockInspector(),
        new JarInspector(),
        new PomXmlInspector(),
    ];

    public string NormaliseName(string name) => name;

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        Coordinates(package) is [var group, var artifact]
            ? new(Name.Value, group, artifact, package.Version)
            : new(Name.Value, null, package.Name, package.Version);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        Coordinates(package) is [var group, var artifact]
            ? ShellWord.Command("set the dependency", $"{group}:{artifact}:{fixedVersion}")
            : null;

    // A jar without coordinates is addressed by the likeliest guess: a purl of its title would meet nothing anywhere.
    private static string[]? Coordinates(Package package) =>
        package.OtherNames
            .Prepend(package.Name)
            .Select(name => name.Split(':'))
            .FirstOrDefault(parts => parts.Length == 2);
}
