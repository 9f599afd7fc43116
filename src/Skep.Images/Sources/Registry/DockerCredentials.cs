using System.Text;
using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Registry;

/// <summary>Finds the credentials that <c>docker login</c> or <c>podman login</c> stored for a registry.</summary>
/// <remarks>
/// Files: <see href="https://docs.docker.com/reference/cli/docker/login/#configure-the-credential-store"/> and
/// <c>containers-auth.json(5)</c>. In each file a helper for the host comes before the general helper, and that before
/// what the file holds itself.
/// </remarks>
internal sealed class DockerCredentials(ImageSourceOptions options)
{
    private const string HubKey = "https://index.docker.io/v1/";

    private static readonly ByteSize _maxFile = ByteSize.Mebibytes(1);

    /// <summary>Why a stored credential could not be had; for the hint when access is then refused.</summary>
    public string? Failure { get; private set; }

    public async ValueTask<RegistryCredential?> FindAsync(
        string host,
        string repository,
        CancellationToken cancellationToken)
    {
        foreach (string path in Files())
        {
            try
            {
                if (await ReadAsync(path, cancellationToken) is { } config
                    && await FindAsync(config, host, repository, cancellationToken) is { } credential)
                {
                    return credential;
                }
            }
            catch (SkepException e)
            {
                // A public image needs no login: a broken store matters only if the registry insists.
                Failure ??= e.Message;
            }
        }

        return null;
    }

    private static async ValueTask<JsonView?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return JsonView.Parse(await Documents.ReadAsync(stream, path, _maxFile, cancellationToken), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SkepException(ErrorKind.Denied, $"cannot read {path}: {e.Message}", inner: e);
        }
    }

    private static async ValueTask<RegistryCredential?> FindAsync(
        JsonView config,
        string host,
        string repository,
        CancellationToken cancellationToken)
    {
        string server = host == ImageReference.DefaultRegistry ? HubKey : host;
        string? helper = config.Map("credHelpers").GetValueOrDefault(host)
            ?? config.Map("credHelpers").GetValueOrDefault(server)
            ?? config.Text("credsStore");
        if (!string.IsNullOrEmpty(helper)
            && await CredentialHelper.GetAsync(helper, server, cancellationToken) is { } stored)
        {
            return stored;
        }

        return config.Find("auths") is { } auths ? FindIn(auths, host, repository) : null;
    }

    // Podman narrows an entry by a path below the host; the longest that fits counts.
    private static RegistryCredential? FindIn(JsonView auths, string host, string repository)
    {
        (int Length, JsonView Entry)? best = null;
        foreach ((string name, JsonView entry) in auths.Fields())
        {
            string key = KeyOf(name);
            bool fits = key == host || $"{host}/{repository}" == key
                || $"{host}/{repository}".StartsWith(key + "/", StringComparison.Ordinal);
            if (fits && (best is null || key.Length > best.Value.Length))
            {
                best = (key.Length, entry);
            }
        }

        return best is { } found ? Read(found.Entry) : null;
    }

    private static RegistryCredential? Read(JsonView entry)
    {
        if (entry.Text("identitytoken") is { Length: > 0 } identity)
        {
            return new RegistryCredential.IdentityToken(identity);
        }

        if (entry.Text("registrytoken") is { Length: > 0 } token)
        {
            return new RegistryCredential.BearerToken(token);
        }

        if (entry.Text("auth") is { Length: > 0 } auth)
        {
            byte[] bytes = new byte[auth.Length];
            string text = Convert.TryFromBase64String(auth, bytes, out int length)
                ? Encoding.UTF8.GetString(bytes, 0, length)
                : throw entry.Wrong("has an 'auth' that is not base64");
            int colon = text.IndexOf(':');
            return colon < 0
                ? throw entry.Wrong("has an 'auth' without a colon")
                : new RegistryCredential.Password(text[..colon], text[(colon + 1)..].TrimEnd('\0'));
        }

        return entry.Text("username") is { } user && entry.Text("password") is { } password
            ? new RegistryCredential.Password(user, password)
            : null;
    }

    private static string KeyOf(string key)
    {
        int scheme = key.IndexOf("://", StringComparison.Ordinal);
        string rest = (scheme < 0 ? key : key[(scheme + 3)..]).TrimEnd('/');
        foreach (string version in (string[])["/v1", "/v2"])
        {
            rest = rest.EndsWith(version, StringComparison.Ordinal) ? rest[..^version.Length] : rest;
        }

        return rest is "index.docker.io" or "registry-1.docker.io" ? ImageReference.DefaultRegistry : rest;
    }

    private IEnumerable<string> Files()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (options.DockerConfigDirectory is { } given)
        {
            // Whoever names the place means that place only.
            return [Path.Combine(given, "config.json")];
        }

        string docker = Environment.GetEnvironmentVariable("DOCKER_CONFIG") ?? Path.Combine(home, ".docker");
        string?[] podman =
        [
            Environment.GetEnvironmentVariable("REGISTRY_AUTH_FILE"),
            Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { } runtime
                ? Path.Combine(runtime, "containers/auth.json")
                : null,
            Path.Combine(home, ".config/containers/auth.json"),
        ];
        return [Path.Combine(docker, "config.json"), .. podman.OfType<string>()];
    }
}
