using Skep.Core;
using Skep.Packages.Alpine;
using Skep.Packages.Arch;
using Skep.Packages.Binaries;
using Skep.Packages.Conda;
using Skep.Packages.Dart;
using Skep.Packages.Debian;
using Skep.Packages.DotNet;
using Skep.Packages.Elixir;
using Skep.Packages.Go;
using Skep.Packages.Java;
using Skep.Packages.Npm;
using Skep.Packages.OpenWrt;
using Skep.Packages.Php;
using Skep.Packages.Python;
using Skep.Packages.Rpm;
using Skep.Packages.Ruby;
using Skep.Packages.Rust;
using Skep.Packages.Sboms;
using Skep.Packages.Swift;

namespace Skep.Packages;

/// <summary>Every package family Skep knows, sorted by folder. To add one, add a folder and a line here.</summary>
public static class Ecosystems
{
    public static IReadOnlyList<IEcosystem> All { get; } =
    [
        new ApkEcosystem(),
        new AlpmEcosystem(),
        new GenericEcosystem(),
        new CondaEcosystem(),
        new PubEcosystem(),
        new DebEcosystem(),
        new NuGetEcosystem(),
        new HexEcosystem(),
        new GoEcosystem(),
        new MavenEcosystem(),
        new NpmEcosystem(),
        new OpkgEcosystem(),
        new ComposerEcosystem(),
        new PythonEcosystem(),
        new RpmEcosystem(),
        new GemEcosystem(),
        new CargoEcosystem(),
        new BitnamiEcosystem(),
        new SwiftEcosystem(),
    ];
}
