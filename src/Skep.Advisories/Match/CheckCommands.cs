using Skep.Core;

namespace Skep.Advisories.Match;

/// <summary>Read-only commands that show, inside a container of the image, that a package is there.</summary>
internal static class CheckCommands
{
    public static string? For(Package package) => package.Ecosystem.Value switch
    {
        "apk" => $"apk info -e -v {Quote(package.Name)}",
        "deb" => $"dpkg-query -W {Quote(package.Name)}",
        "rpm" => $"rpm -q {Quote(package.Name)}",
        "alpm" => $"pacman -Q {Quote(package.Name)}",
        "opkg" => $"opkg list-installed {Quote(package.Name)}",
        _ when package.Location.Length == 0 => null,
        _ => $"ls -l {Quote("/" + Outer(package.Location))}",
    };

    // A package inside an archive is shown by the archive: images rarely have a tool to look into it.
    private static string Outer(string location)
    {
        int bang = location.IndexOf('!');
        return bang < 0 ? location : location[..bang];
    }

    // Names come from the image: nothing in them may reach the shell as syntax.
    private static string Quote(string text) =>
        text.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._/:@")
            || text.StartsWith('-')
            ? $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'"
            : text;
}
