using System.CommandLine;
using Skep.Advisories.Update;
using Skep.Core;

namespace Skep.Cli.Options;

/// <summary>Where advisories are fetched from.</summary>
internal static class UpstreamFlags
{
    /// <summary>A flag of its own for each command that fetches: <c>SKEP_DB_MIRROR</c> sets all of them.</summary>
    public static Option<string?> Mirror() => new("--db-mirror")
    {
        Description = "fetch advisories from here in place of every upstream's host",
        HelpName = "URL",
    };

    public static UpdateOptions With(string? mirror, bool isInsecure)
    {
        if (string.IsNullOrEmpty(mirror))
        {
            return new UpdateOptions { Insecure = isInsecure };
        }

        return Uri.TryCreate(mirror, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            && url.UserInfo.Length == 0
            ? new UpdateOptions { Mirror = url, Insecure = isInsecure }
            : throw new SkepException(
                ErrorKind.Invalid, $"--db-mirror: '{mirror}' is not an address", "write https://mirror.example/feeds");
    }
}
