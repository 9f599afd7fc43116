using System.Text.Json;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Php;

/// <summary>One package as <c>installed.json</c> and <c>composer.lock</c> both describe it.</summary>
internal static class ComposerPackage
{
    public static Package? TryRead(JsonElement entry)
    {
        string? name = entry.Text("name"u8);
        string? version = entry.Text("version"u8);
        return string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(version)
            ? null
            : new Package(ComposerEcosystem.Name, name, version) { Licenses = entry.Member("license"u8).Texts() };
    }
}
