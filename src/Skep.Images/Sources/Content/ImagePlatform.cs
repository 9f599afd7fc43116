using System.Runtime.InteropServices;
using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>The operating system and processor an image is for: <c>linux/arm64/v8</c>.</summary>
internal sealed record ImagePlatform(string Os, string Architecture, string? Variant)
{
    /// <summary>Linux on this machine's processor, which is what a container engine here would run.</summary>
    public static ImagePlatform Here { get; } = new("linux", GoName(RuntimeInformation.OSArchitecture), null);

    /// <summary>BuildKit files attestations in the index under this platform.</summary>
    public bool IsUnknown => Os == "unknown" || Architecture == "unknown";

    public static ImagePlatform Parse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length is < 2 or > 3 || parts.Any(string.IsNullOrWhiteSpace))
        {
            throw new SkepException(
                ErrorKind.Invalid, $"not a platform: '{text}'", "expected os/arch[/variant], such as linux/arm64");
        }

        return Normalised(parts[0], parts[1], parts.Length == 3 ? parts[2] : null);
    }

    public static ImagePlatform Read(JsonView platform) =>
        Normalised(
            platform.Text("os") ?? "linux", platform.Text("architecture") ?? "unknown", platform.Text("variant"));

    /// <summary>Whether an image for this platform serves someone who asks for <paramref name="wanted"/>.</summary>
    public bool Serves(ImagePlatform wanted) =>
        Os == wanted.Os && Architecture == wanted.Architecture
        && (wanted.Variant is null || Variant is null || Variant == wanted.Variant);

    public override string ToString() => $"{Os}/{Architecture}{(Variant is null ? string.Empty : $"/{Variant}")}";

    // containerd's rules: arm64 is v8 and arm is v7 unless said otherwise.
    private static ImagePlatform Normalised(string os, string architecture, string? variant)
    {
        string arch = architecture.ToLowerInvariant() switch
        {
            "x86_64" or "x86-64" => "amd64",
            "aarch64" => "arm64",
            "i386" or "i686" => "386",
            "armhf" => "arm",
            string other => other,
        };
        return new ImagePlatform(os.ToLowerInvariant(), arch, (arch, variant?.ToLowerInvariant()) switch
        {
            ("arm64", "v8" or "8" or "") => null,
            ("arm", "7") => "v7",
            ("arm", "6") => "v6",
            ("amd64", "v1") => null,
            (_, "") => null,
            (_, string other) => other,
            _ => null,
        });
    }

    private static string GoName(Architecture architecture) => architecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.X86 => "386",
        _ => architecture.ToString().ToLowerInvariant(),
    };
}
