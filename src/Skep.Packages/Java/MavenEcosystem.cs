using Skep.Core;

namespace Skep.Packages.Java;

/// <summary>Java libraries, named as Maven repositories name them: <c>group:artifact</c>.</summary>
internal static class MavenEcosystem
{
    public static EcosystemId Name { get; } = new("maven");
}
