using Skep.Core;

namespace Skep.Packages.Conda;

/// <summary>Packages that conda and its relatives install into an environment.</summary>
internal static class CondaEcosystem
{
    public static EcosystemId Name { get; } = new("conda");
}
