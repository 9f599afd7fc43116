using Skep.Core;

namespace Skep.Packages;

/// <summary>Every package family Skep knows, sorted by folder. To add one, add a folder and a line here.</summary>
public static class Ecosystems
{
    public static IReadOnlyList<IEcosystem> All { get; } =
    [
    ];
}
