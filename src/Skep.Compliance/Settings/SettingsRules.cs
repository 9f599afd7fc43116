using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Settings;

/// <summary>What settings files are judged by.</summary>
internal static class SettingsRules
{
    public static readonly ConfigRule Packages = new(
        "config/packages/unverified-repository", Severity.High, "Repository is set up without signatures")
    {
        Description = "Whoever sits between a container or a build and the mirror, or owns the mirror, decides what is "
            + "installed as root.",
        Advice = "Remove the setting and name the repository's key instead (Signed-By; gpgkey with gpgcheck=1).",
        References = References.Cis(11, "https://cwe.mitre.org/data/definitions/347.html"),
    };

    public static readonly ConfigRule Tls = new(
        "config/network/unverified-tls", Severity.Medium, "Tool is set up not to check TLS certificates")
    {
        Description = "Whoever sits between a container or a build and the server decides what is downloaded, and sees "
            + "passwords sent.",
        Advice = "Remove the setting; add the company's certificate authority (update-ca-certificates) where that is "
            + "why.",
        References = References.Cis(11, "https://cwe.mitre.org/data/definitions/295.html"),
    };

    public static IReadOnlyList<ConfigRule> All { get; } = [Packages, Tls];
}
