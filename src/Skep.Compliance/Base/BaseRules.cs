using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Base;

/// <summary>What is judged of the name by which an image was built on.</summary>
internal static class BaseRules
{
    public static readonly ConfigRule Latest = new("config/base/latest", Severity.Low, "Base image without a version")
    {
        Description = "Without a tag, or with latest, the base is whatever was pushed last: builds cannot be repeated, "
            + "and a new major version arrives by itself.",
        Advice = "Name a version, best with its digest: FROM debian:12.8-slim@sha256:….",
        References = ["DKL-DI-0006", "hadolint DL3006, DL3007", "trivy DS-0001"],
    };

    public static readonly ConfigRule Unpinned = new(
        "config/base/unpinned", Severity.Negligible, "Base image without a digest")
    {
        Description = "A tag can be moved to another image, by its maker or by whoever takes over the repository.",
        Advice = "Add the digest (FROM debian:12.8-slim@sha256:…) and let a bot raise it.",
        References = References.Cis(2),
    };

    public static readonly ConfigRule Outdated = new("config/base/outdated", Severity.Medium, "Base image is behind")
    {
        Description = "Since this image was built, another image was seen under its base's name; its fixes are "
            + "missing.",
        Advice = "Build again with the newer base: docker build --pull.",
        References = References.Cis(4),
    };

    /// <summary>Tags that name no version in any repository.</summary>
    private static readonly string[] Moving = ["latest", "edge", "nightly", "rolling", "stable", "main", "master"];

    /// <summary>The rule that a reference breaks; null when it names a digest, or cannot be judged.</summary>
    public static ConfigRule? Broken(string reference)
    {
        if (reference.Length == 0 || reference == "scratch" || reference.Contains('@') || reference.Contains('$'))
        {
            return null;
        }

        string name = reference[(reference.LastIndexOf('/') + 1)..];
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || Moving.Contains(name[(colon + 1)..]) ? Latest : Unpinned;
    }
}
