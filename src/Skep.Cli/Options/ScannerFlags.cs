using System.CommandLine;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Engine;
using Skep.Malware;

namespace Skep.Cli.Options;

/// <summary>What to look for, and with what.</summary>
internal sealed class ScannerFlags
{
    private static readonly string[] Default = ["vuln", "secret", "malware", "config"];

    private readonly Option<string[]> _scanners = new("--scanners")
    {
        Description = "what to look for: vuln,secret,malware,config,license",
        HelpName = "LIST",
        DefaultValueFactory = _ => [string.Join(',', Default)],
    };

    private readonly Option<string[]> _secretRules = new("--secret-rules")
    {
        Description = "further rules for secrets, or rules to switch off (YAML; docs/adding/secret-rule.md)",
        HelpName = "FILE",
    };

    private readonly Option<string?> _clamd = new("--clamd")
    {
        Description = "malware: ask clamd at unix:/run/clamav/clamd.ctl or tcp://host:3310",
        HelpName = "ADDRESS",
    };

    private readonly Option<string[]> _yara = new("--yara-rules")
    {
        Description = "malware: YARA rules, files or folders of .yar; builtin for those of Skep",
        HelpName = "PATH",
    };

    private readonly Option<string[]> _hashes = new("--malware-hashes")
    {
        Description = "malware: lists of hashes (MD5, SHA-1, SHA-256; plain or CSV)",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        _scanners.CompletionSources.Add([.. Words.Names<Scanner>()]);
        command.Add(_scanners);
        command.Add(_secretRules);
        command.Add(_clamd);
        command.Add(_yara);
        command.Add(_hashes);
    }

    public ScanOptions Apply(ParseResult parsed, Host host, ScanOptions options) => options with
    {
        Scanners = ReadScanners(parsed),
        SecretRules = [.. (parsed.GetValue(_secretRules) ?? []).Select(
            file => new RuleFile(file, SmallFile.ReadText(host.FullPath(file))))],
        Malware = new MalwareOptions
        {
            CacheDirectory = Path.Combine(options.CacheDirectory, "malware"),
            Clamd = parsed.GetValue(_clamd) is { Length: > 0 } address ? address : null,
            YaraRules = [.. (parsed.GetValue(_yara) ?? []).Select(
                path => path == "builtin" ? path : host.FullPath(path))],
            MalwareHashes = [.. (parsed.GetValue(_hashes) ?? []).Select(host.FullPath)],
        },
        Salt = host.Variable("SKEP_SALT") is { Length: > 0 } salt ? salt : null,
    };

    private HashSet<Scanner> ReadScanners(ParseResult parsed)
    {
        // Trivy's word for the same, so that its users' scripts go on.
        string[] words =
            [.. Words.List(parsed.GetValue(_scanners)).Select(word => word == "misconfig" ? "config" : word)];
        HashSet<Scanner> scanners = Words.Set<Scanner>("--scanners", words);
        return scanners.Contains(Scanner.Webshell)
            ? throw new SkepException(
                ErrorKind.Invalid, "--scanners: 'webshell' is not in this version", "malware finds some web shells")
            : scanners.Count == 0
            ? throw new SkepException(
                ErrorKind.Invalid, "--scanners names nothing to look for", string.Join(',', Default))
            : scanners;
    }
}
