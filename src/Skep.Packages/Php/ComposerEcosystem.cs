using Skep.Core;

namespace Skep.Packages.Php;

/// <summary>PHP packages of Composer, named <c>vendor/name</c>.</summary>
internal static class ComposerEcosystem
{
    public static EcosystemId Name { get; } = new("composer");
}
