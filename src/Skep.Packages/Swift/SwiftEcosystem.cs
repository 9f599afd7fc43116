using Skep.Core;
using Skep.Packages.Formats;
using Skep.Packages.Versions;

namespace Skep.Packages.Swift;

/// <summary>
/// Swift packages, named by their repository's address without scheme: <c>github.com/apple/swift-nio</c>.
/// </summary>
internal sealed class SwiftEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("swift");

    public EcosystemId Id => Name;

    public string Title => "Swift";

    public IVersionOrder Versions { get; } = new SemVerOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new PackageResolvedInspector(),
    ];

    public string NormaliseName(string name) => NameOf(name).ToLowerInvariant();

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        SplitName.Purl(Name, package);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        null;

    /// <summary>The name for a repository's address, in any form people write it.</summary>
    public static string NameOf(string repository)
    {
        string name = repository.Trim();
        int scheme = name.IndexOf("://", StringComparison.Ordinal);
        name = scheme < 0 ? name : name[(scheme + 3)..];

        // git@github.com:apple/swift-nio.git
        int at = name.IndexOf('@', StringComparison.Ordinal);
        name = at < 0 ? name : name[(at + 1)..];
        if (scheme < 0 && name.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon)
        {
            name = $"{name[..colon]}/{name[(colon + 1)..]}";
        }

        name = name.TrimEnd('/');
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
