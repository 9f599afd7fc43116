using System.CommandLine;
using System.Text;
using Skep.Cli.Terminal;
using Skep.Images;

namespace Skep.Cli.Options;

/// <summary>How images are reached.</summary>
internal sealed class SourceFlags
{
    /// <summary>Longer than any password that a registry takes.</summary>
    private const int MaxPassword = 64 * 1024;

    private readonly Option<string?> _platform = new("--platform")
    {
        Description = "of a multi-platform image: linux/arm64",
        HelpName = "OS/ARCH",
    };
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

    public void AddTo(Command command)
    {
        Option[] all = [_platform, _verify, _noVerify, _insecure, _authorities, _user, _password, _token];
        foreach (Option option in all)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether layers that have a digest are hashed uncompressed too.</summary>
    public bool IsVerified(ParseResult parsed) => parsed.GetValue(_verify);

    public ImageSourceOptions Read(ParseResult parsed, Host host) => new()
    {
        NoVerify = parsed.GetValue(_noVerify),
        Platform = parsed.GetValue(_platform),
        Insecure = parsed.GetValue(_insecure),
        CaCertificates = parsed.GetValue(_authorities) is { } file ? host.FullPath(file) : null,
        Username = parsed.GetValue(_user),
        Password = parsed.GetValue(_password) ? ReadPassword(host) : host.Variable("SKEP_PASSWORD"),
        RegistryToken = parsed.GetValue(_token),
        Time = host.Time,
    };

    private static string ReadPassword(Host host)
    {
        byte[] buffer = new byte[MaxPassword];
        int length = host.Input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd('\r', '\n');
    }
}
