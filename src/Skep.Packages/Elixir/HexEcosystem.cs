using Skep.Core;

namespace Skep.Packages.Elixir;

/// <summary>Elixir and Erlang packages of hex.pm.</summary>
internal static class HexEcosystem
{
    public static EcosystemId Name { get; } = new("hex");
}
