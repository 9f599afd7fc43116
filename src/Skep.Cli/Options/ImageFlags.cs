using System.CommandLine;
using System.Text;
using Skep.Advisories.Update;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Engine;
using Skep.Images;

namespace Skep.Cli.Options;

/// <summary>How images are reached and read.</summary>
internal sealed class ImageFlags
{
    /// <summary>Longer than any password that a registry takes.</summary>
    private const int MaxPassword = 64 * 1024;

    private readonly ScannerFlags _scanners = new();
    private readonly Option<string?> _platform = new("--platform")
    {
        Description = "of a multi-platform image: linux/arm64",
        HelpName = "OS/ARCH",
    };
    private readonly Option<string[]> _skipFiles = new("--skip-files")
    {
        Description = "leave these files out (globs)",
        HelpName = "GLOB",
    };
    private readonly Option<string[]> _skipFolders = new("--skip-dirs")
    {
        Description = "leave these directories out (globs)",
        HelpName = "GLOB",
    };
    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "fetch no advisories; the image itself still comes from where it is",
    };
    private readonly Option<string?> _mirror = UpstreamFlags.Mirror();
    private readonly Option<bool> _verify = new("--verify-diffids")
    {
        Description = "also hash the uncompressed layers of images whose blobs have digests",
    };

    private readonly Option<bool> _noVerify = new("--no-verify")
    {
        Description = "do not hash layers of archives that give them no digest; such layers are not cached",
    };
    private readonly Option<bool> _insecure = new("--insecure")
    {
        Description = "registries: plain HTTP and unverified certificates",
    };
    private readonly Option<string?> _authorities = new("--ca-cert")
    {
        Description = "registries: further certificate authorities",
        HelpName = "PEM",
    };
    private readonly Option<string?> _user = new("--username")
    {
        Description = "registries: user name (SKEP_USERNAME, SKEP_PASSWORD)",
        HelpName = "NAME",
    };
    private readonly Option<bool> _password = new("--password-stdin")
    {
        Description = "registries: read the password from stdin",
    };
    private readonly Option<string?> _token = new("--registry-token")
    {
        Description = "registries: bearer token (better in SKEP_REGISTRY_TOKEN)",
        HelpName = "TOKEN",
    };

    public void AddTo(Command command, bool withRegistry)
    {
        _scanners.AddTo(command);
        command.Add(_skipFiles);
        command.Add(_skipFolders);
        command.Add(_offline);
        command.Add(_mirror);
        if (!withRegistry)
        {
            return;
        }

        Option[] registry = [_platform, _verify, _noVerify, _insecure, _authorities, _user, _password, _token];
        foreach (Option option in registry)
        {
            command.Add(option);
        }
    }

    public bool IsOffline(ParseResult parsed) => parsed.GetValue(_offline);

    public ScanOptions Read(ParseResult parsed, Host host, string cacheDirectory)
    {
        var options = new ScanOptions
        {
            CacheDirectory = cacheDirectory,
            VerifyDiffIds = parsed.GetValue(_verify),
            SkipFiles = Words.List(parsed.GetValue(_skipFiles)),
            SkipDirectories = Words.List(parsed.GetValue(_skipFolders)),
            Source = new ImageSourceOptions
            {
                NoVerify = parsed.GetValue(_noVerify),
                Platform = parsed.GetValue(_platform),
                Insecure = parsed.GetValue(_insecure),
                CaCertificates = parsed.GetValue(_authorities) is { } file ? host.FullPath(file) : null,
                Username = parsed.GetValue(_user),
                Password = parsed.GetValue(_password) ? ReadPassword(host) : host.Variable("SKEP_PASSWORD"),
                RegistryToken = parsed.GetValue(_token),
                Time = host.Time,
            },
        };
        options = _scanners.Apply(parsed, host, options);
        return options.Scanners.Contains(Scanner.Vuln) && !IsOffline(parsed)
            ? options with { Advisories = OnDemand(parsed, host, cacheDirectory) }
            : options;
    }

    private OnDemandAdvisories OnDemand(ParseResult parsed, Host host, string cacheDirectory) => new(
        AdvisoryStore.DatabaseFile(
            cacheDirectory), host.Time, UpstreamFlags.With(parsed.GetValue(_mirror), isInsecure: false));

    private static string ReadPassword(Host host)
    {
        byte[] buffer = new byte[MaxPassword];
        int length = host.Input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd('\r', '\n');
    }
}
