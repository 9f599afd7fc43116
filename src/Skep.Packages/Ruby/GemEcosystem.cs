using Skep.Core;

namespace Skep.Packages.Ruby;

/// <summary>Ruby libraries of RubyGems.</summary>
internal static class GemEcosystem
{
    public static EcosystemId Name { get; } = new("gem");
}
