using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Environment;

/// <summary>Judges one variable, of an image or of a Dockerfile's <c>ENV</c>.</summary>
internal static class VariableRules
{
    private static readonly ConfigRule SearchPath = new(
        "config/environment/path", Severity.Medium, "PATH leads to places others may write to")
    {
        Description = "With '.', an empty or a relative entry, or a directory everybody may write to in PATH, a "
            + "planted "
            + "file runs in place of the command that was meant.",
        Advice = "Keep only absolute directories that root owns in PATH.",
        References = ["https://cwe.mitre.org/data/definitions/426.html"],
    };

    private static readonly ConfigRule Preload = new(
        "config/environment/preload", Severity.Medium, "Code is loaded into every process")
    {
        Description = "LD_PRELOAD and LD_AUDIT load a library into every program of the container. Memory "
            + "allocators are "
            + "set up so, and so are root kits.",
        Advice = "Set it for the one process that needs it, in its start script.",
        References = ["https://attack.mitre.org/techniques/T1574/006/"],
    };

    private static readonly ConfigRule LibraryPath = new(
        "config/environment/library-path", Severity.Low, "Libraries are searched in places others may write to")
    {
        Description = "A relative, empty or world-writable entry of LD_LIBRARY_PATH lets a planted library into every "
            + "program.",
        Advice = "Keep only absolute directories that root owns, or use ld.so.conf.d.",
        References = ["https://cwe.mitre.org/data/definitions/426.html"],
    };

    private static readonly ConfigRule Verification = new(
        "config/environment/tls-verification", Severity.High, "TLS certificates are not verified")
    {
        Description = "The variable switches certificate checks off for every connection a runtime or tool makes.",
        Advice = "Unset it; install the certificate authority instead (update-ca-certificates, NODE_EXTRA_CA_CERTS).",
        References = ["https://cwe.mitre.org/data/definitions/295.html"],
    };

    private static readonly ConfigRule Debug = new(
        "config/environment/debug", Severity.Low, "Debugging is on by default")
    {
        Description = "Debug modes show stack traces and settings to visitors, and some run code that visitors send.",
        Advice = "Set the production value in the image; switch debugging on when a container is run.",
        References = ["https://cwe.mitre.org/data/definitions/489.html"],
    };

    private static readonly string[] Truths = ["1", "true", "yes", "on", "*"];

    private static readonly string[] Falsehoods = ["0", "false", "no", "off"];

    private static readonly string[] DebugSwitches =
        ["DEBUG", "FLASK_DEBUG", "DJANGO_DEBUG", "APP_DEBUG", "WERKZEUG_DEBUG_PIN"];

    private static readonly string[] Stages =
    [
        "FLASK_ENV", "NODE_ENV", "RAILS_ENV", "RACK_ENV", "APP_ENV", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT",
    ];

    public static IReadOnlyList<ConfigRule> All { get; } = [SearchPath, Preload, LibraryPath, Verification, Debug];

    /// <param name="writable">Directories that everybody may write to.</param>
    public static IEnumerable<Sighting> Judge(string name, string value, IReadOnlySet<string> writable)
    {
        Sighting? sighting = name switch
        {
            "PATH" => Search(SearchPath, name, value, writable),
            "LD_LIBRARY_PATH" => Search(LibraryPath, name, value, writable),
            "LD_PRELOAD" or "LD_AUDIT" when value.Length > 0 => Preload.Sight($"{name} is {Shown(value)}."),
            _ when DisablesVerification(name, value) => Verification.Sight($"{name}={Shown(value)} is set."),
            _ when IsDebug(name, value) => Debug.Sight($"{name}={Shown(value)} is set."),
            _ => null,
        };
        return sighting is null ? [] : [sighting with { Subject = name }];
    }

    private static Sighting? Search(ConfigRule rule, string name, string value, IReadOnlySet<string> writable)
    {
        // "$LD_LIBRARY_PATH:/x" of a build without the variable leaves an empty entry; glibc reads that as '.'.
        string[] bad =
        [
            .. value.Split(':')
                .Select(entry => entry.Length > 1 ? entry.TrimEnd('/') : entry)
                .Where(entry => (!entry.StartsWith('/') && !entry.StartsWith('$') && !entry.StartsWith('~'))
                    || writable.Contains(entry) || entry is "/tmp" or "/var/tmp" or "/dev/shm")
                .Select(entry => entry.Length == 0 ? "an empty entry" : Shown(entry))
                .Distinct(),
        ];
        return value.Length == 0 || bad.Length == 0 ? null : rule.Sight($"{name} contains {Names.List(bad)}.");
    }

    private static bool DisablesVerification(string name, string value) => name switch
    {
        "NODE_TLS_REJECT_UNAUTHORIZED" => value == "0",
        "GIT_SSL_NO_VERIFY" => Truths.Contains(value, StringComparer.OrdinalIgnoreCase),
        "PYTHONHTTPSVERIFY" => value == "0",
        "NPM_CONFIG_STRICT_SSL" or "npm_config_strict_ssl" or "YARN_STRICT_SSL" or "CONDA_SSL_VERIFY"
            or "AWS_VERIFY_SSL" => Falsehoods.Contains(value, StringComparer.OrdinalIgnoreCase),
        "CARGO_HTTP_CHECK_REVOKE" => false,
        "GONOSUMDB" or "GOINSECURE" => value == "*",
        "GOFLAGS" => value.Contains("-insecure", StringComparison.Ordinal),
        "VAULT_SKIP_VERIFY" or "KUBE_INSECURE_SKIP_TLS_VERIFY" or "HELM_KUBEINSECURE_SKIP_TLS_VERIFY" =>
            Truths.Contains(value, StringComparer.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool IsDebug(string name, string value) =>
        (DebugSwitches.Contains(name) && Truths.Contains(value, StringComparer.OrdinalIgnoreCase))
        || (name == "WERKZEUG_DEBUG_PIN" && value == "off")
        || (Stages.Contains(name)
            && value.Trim().ToLowerInvariant() is "development" or "dev" or "debug");

    // Values of these variables are paths and switches; what is longer is somebody's mistake and may be anything.
    private static string Shown(string value) => value.Length <= 200 ? value : value[..200] + "…";
}
