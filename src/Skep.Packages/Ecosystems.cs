using Skep.Core;
using Skep.Packages.Alpine;
using Skep.Packages.Arch;
using Skep.Packages.Debian;
using Skep.Packages.OpenWrt;
using Skep.Packages.Rpm;

namespace Skep.Packages;

/// <summary>Every package family Skep knows, sorted by folder. To add one, add a folder and a line here.</summary>
public static class Ecosystems
{
    public static IReadOnlyList<IEcosystem> All { get; } =
    [
        new ApkEcosystem(),
        new AlpmEcosystem(),
        new DebEcosystem(),
        new OpkgEcosystem(),
        new RpmEcosystem(),
    ];
}
