using Skep.Core;

namespace Skep.Packages.Npm;

/// <summary>JavaScript packages of npm and of the managers that share its registry.</summary>
internal static class NpmEcosystem
{
    public static EcosystemId Name { get; } = new("npm");
}
