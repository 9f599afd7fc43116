using Skep.Compliance.Shell;

namespace Skep.Compliance.Build;

/// <summary>The words by which tools are told not to check what they fetch.</summary>
internal static class VerificationSwitches
{
    private static readonly string[] Off = ["0", "false", "no", "off", "never"];

    /// <summary>The switch that turns off signatures of packages; null when there is none.</summary>
    public static string? OfPackages(ShellCommand command)
    {
        string? flag = PackageTools.Of(command)?.Family switch
        {
            "apt" => First(command, "--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories")
                ?? Set(command, "AllowUnauthenticated") ?? Set(command, "AllowInsecureRepositories"),
            "apk" => First(command, "--allow-untrusted"),
            "dnf" => First(command, "--nogpgcheck", "--no-gpgchecks") ?? Contains(command, "gpgcheck=", Off),
            "zypper" => First(command, "--no-gpg-checks", "--no-gpgcheck"),
            _ => null,
        };
        return flag ?? command.Program switch
        {
            "rpm" => First(command, "--nosignature", "--nodigest", "--noverify"),
            "dpkg" => First(command, "--force-bad-verify"),
            "yum-config-manager" or "dnf-config-manager" => Contains(command, "gpgcheck=", Off),
            "echo" or "printf" or "sed" or "tee" => Contains(command, "trusted=", ["yes"])
                ?? Contains(command, "gpgcheck=", ["0"])
                ?? Contains(command, "AllowUnauthenticated", [" \"true", " true", " \"1", " 1"])
                ?? Contains(command, "SigLevel", [" = Never", "=Never", " = Optional TrustAll"]),
            _ => null,
        };
    }

    /// <summary>The switch that turns off TLS verification; null when there is none.</summary>
    public static string? OfTls(ShellCommand command) =>
        Flag(command) ?? command.Assignments.Concat(command.Program == "export" ? command.Arguments : [])
            .FirstOrDefault(word => word is "NODE_TLS_REJECT_UNAUTHORIZED=0" or "PYTHONHTTPSVERIFY=0"
                or "GIT_SSL_NO_VERIFY=1" or "GIT_SSL_NO_VERIFY=true" or "NPM_CONFIG_STRICT_SSL=false");

    private static string? Flag(ShellCommand command)
    {
        if (PackageTools.Of(command) == PackageTools.Pip)
        {
            return Prefix(command, "--trusted-host");
        }

        return command.Program switch
        {
            "curl" => First(command, "--insecure", "--proxy-insecure") ?? (command.HasShort('k')
                && HasCurlK(command) ? "-k" : null),
            "wget" => First(command, "--no-check-certificate"),
            "apt-get" or "apt" => Contains(command, "Verify-Peer=", Off) ?? Contains(command, "Verify-Host=", Off),
            "git" => Contains(command, "http.sslVerify=", Off, StringComparison.OrdinalIgnoreCase)
                ?? Setting(command, "http.sslverify", Off),
            "npm" or "yarn" or "pnpm" => Contains(command, "strict-ssl=", Off) ?? Setting(command, "strict-ssl", Off),
            "conda" or "mamba" or "micromamba" => Setting(command, "ssl_verify", Off) ?? First(command, "--insecure"),
            "composer" => Setting(command, "disable-tls", ["true", "1"]) ?? Setting(command, "secure-http", Off),
            "dnf" or "yum" or "microdnf" => Contains(command, "sslverify=", Off),
            "helm" or "kubectl" or "oc" =>
                First(command, "--insecure-skip-tls-verify", "--insecure-skip-tls-verify=true"),
            "skopeo" or "podman" or "buildah" => Contains(command, "tls-verify=", Off),
            "gem" or "bundle" => Setting(command, "ssl_verify_mode", ["0"]),
            _ => null,
        };
    }

    // Short flags of curl that take a value swallow what follows in the same word: -okey is an output file.
    private static bool HasCurlK(ShellCommand command) => command.Arguments.Any(word =>
    {
        if (word.Length < 2 || word[0] != '-' || word[1] == '-')
        {
            return false;
        }

        int k = word.IndexOf('k', StringComparison.Ordinal);
        return k > 0 && word.AsSpan(1, k - 1).IndexOfAny("AbcCdDeEFhHKmoPQrTtuUwxXyYz") < 0;
    });

    private static string? First(ShellCommand command, params string[] flags) =>
        command.Arguments.FirstOrDefault(word => flags.Contains(word));

    private static string? Prefix(ShellCommand command, string flag) =>
        command.Arguments.Any(word => word == flag
            || word.StartsWith(flag + "=", StringComparison.Ordinal)) ? flag : null;

    // -o APT::Get::AllowUnauthenticated=true
    private static string? Set(ShellCommand command, string setting) =>
        command.Arguments.Any(word => word.Contains(setting, StringComparison.OrdinalIgnoreCase)
            && !Off.Any(off => word.EndsWith("=" + off, StringComparison.OrdinalIgnoreCase)))
            ? setting
            : null;

    private static string? Contains(
        ShellCommand command, string name, string[] values, StringComparison comparison = StringComparison.Ordinal) =>
        values
            .Where(value => command.Arguments.Any(word => word.Contains(name + value, comparison)))
            .Select(value => (name + value).Replace("\"", null, StringComparison.Ordinal))
            .FirstOrDefault();

    // config set NAME value, config NAME value
    private static string? Setting(ShellCommand command, string name, string[] values)
    {
        IReadOnlyList<string> words = command.Effective;
        for (int i = 1; i + 1 < words.Count; i++)
        {
            if (words[i].Equals(name, StringComparison.OrdinalIgnoreCase)
                && values.Contains(words[i + 1], StringComparer.OrdinalIgnoreCase))
            {
                return $"{words[i]} {words[i + 1]}";
            }
        }

        return null;
    }
}
