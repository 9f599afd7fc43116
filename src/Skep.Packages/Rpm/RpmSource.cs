namespace Skep.Packages.Rpm;

/// <summary>The source package that an rpm's file name tells: <c>util-linux-2.32.1-42.el8_8.src.rpm</c>.</summary>
internal static class RpmSource
{
    private static readonly string[] Suffixes = [".src.rpm", ".nosrc.rpm"];

    /// <summary>Splits the file name; both null where it names none.</summary>
    /// <remarks>The name holds no epoch. All packages of one source have the same as a rule, so the binary's is
    /// taken.</remarks>
    public static (string? Name, string? Version) Parse(string? fileName, uint? epoch)
    {
        string? suffix = Array.Find(Suffixes, end => fileName?.EndsWith(end, StringComparison.Ordinal) == true);
        if (fileName is null || suffix is null)
        {
            return (null, null);
        }

        ReadOnlySpan<char> text = fileName.AsSpan(0, fileName.Length - suffix.Length);
        int release = text.LastIndexOf('-');
        int version = release < 0 ? -1 : text[..release].LastIndexOf('-');
        return version <= 0 ? (null, null) : (text[..version].ToString(), Evr(epoch, text[(version + 1)..].ToString()));
    }

    /// <summary>Puts an epoch that is set before the version, as rpm writes it.</summary>
    public static string Evr(uint? epoch, string versionRelease) =>
        epoch is null ? versionRelease : $"{epoch}:{versionRelease}";

    /// <summary>Takes the epoch off again; null where none is set.</summary>
    public static (string? Epoch, string Version) SplitEpoch(string version)
    {
        int colon = version.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (null, version) : (version[..colon], version[(colon + 1)..]);
    }
}
