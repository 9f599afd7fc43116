using Skep.Core;

namespace Skep.Packages.Dart;

/// <summary>Dart and Flutter packages of pub.dev.</summary>
internal static class PubEcosystem
{
    public static EcosystemId Name { get; } = new("pub");
}
