using Skep.Core;

namespace Skep.Packages.Binaries;

/// <summary>A program or library as advisories know it.</summary>
/// <param name="Name">What it is called here, and in Bitnami's advisories unless <see cref="Bitnami"/> says
/// otherwise.</param>
/// <param name="Cpe">Vendor and product of its CPE: <c>haxx:curl</c>.</param>
internal sealed record BinaryProduct(string Name, string Cpe)
{
    public static readonly EcosystemId Ecosystem = new("generic");

    /// <summary>Bitnami's names for it where they differ: <c>apache</c> for httpd.</summary>
    public IReadOnlyList<string> Bitnami { get; init; } = [];

    /// <summary>The package that a classified file is reported as; its other names are Bitnami's and the CPE.</summary>
    public Package Package(string version) => new(Ecosystem, Name, version)
    {
        Evidence = PackageEvidence.Binary,
        OtherNames = [.. Bitnami, "cpe:2.3:a:" + Cpe],
    };
}
