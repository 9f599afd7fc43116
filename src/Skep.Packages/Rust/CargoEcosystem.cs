using Skep.Core;

namespace Skep.Packages.Rust;

/// <summary>Rust crates of crates.io.</summary>
internal static class CargoEcosystem
{
    public static EcosystemId Name { get; } = new("cargo");
}
