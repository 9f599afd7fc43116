namespace Skep.Packages.Versions;

/// <summary>A distribution package's version in its three parts: <c>epoch:version-release</c>.</summary>
/// <remarks>
/// dpkg, rpm and pacman all write it so: digits up to the first colon are the epoch (none is zero), what
/// follows the last hyphen is the release. A colon behind anything but digits, and an empty version or
/// release, are refused.
/// </remarks>
internal readonly ref struct Evr
{
    public ReadOnlySpan<char> Epoch { get; private init; }

    public ReadOnlySpan<char> Version { get; private init; }

    /// <summary>Empty when the text has none; it then sorts before every release.</summary>
    public ReadOnlySpan<char> Release { get; private init; }

    public static bool TryParse(ReadOnlySpan<char> text, out Evr evr)
    {
        evr = default;
        if (!VersionText.IsGraphic(text))
        {
            return false;
        }

        ReadOnlySpan<char> epoch = [];
        int colon = text.IndexOf(':');
        if (colon >= 0)
        {
            epoch = text[..colon];
            text = text[(colon + 1)..];
            if (colon == 0 || DigitRun.Length(epoch) != colon)
            {
                return false;
            }
        }

        int hyphen = text.LastIndexOf('-');
        ReadOnlySpan<char> version = hyphen < 0 ? text : text[..hyphen];
        ReadOnlySpan<char> release = hyphen < 0 ? [] : text[(hyphen + 1)..];
        evr = new Evr { Epoch = epoch, Version = version, Release = release };
        return !version.IsEmpty && (hyphen < 0 || !release.IsEmpty);
    }
}
