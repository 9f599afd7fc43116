using Skep.Core;

namespace Skep.Packages.DotNet;

/// <summary>.NET packages of NuGet, and the shared frameworks, which NuGet publishes too.</summary>
internal static class NuGetEcosystem
{
    public static EcosystemId Name { get; } = new("nuget");
}
