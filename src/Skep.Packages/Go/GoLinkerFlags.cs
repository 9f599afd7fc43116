using System.Text;
using Skep.Packages.Binaries;

namespace Skep.Packages.Go;

/// <summary>The variables that a Go build set in the program: <c>-ldflags "-X main.version=1.2.3 -X
/// main.commit=abc"</c>.</summary>
internal static class GoLinkerFlags
{
    private static readonly VersionShape Shape = VersionShape.Parse("n.n[.n]~");

    private static readonly string[] VersionNames =
    [
        "version", "fullversion", "buildversion", "appversion", "gitversion",
        "releaseversion", "serverversion", "currentversion", "semver",
    ];

    /// <summary>The value of the first variable that is named like a version and looks like one, without a leading
    /// <c>v</c>.</summary>
    public static string? Version(ReadOnlySpan<char> flags)
    {
        int next;
        while ((next = flags.IndexOf("-X")) >= 0)
        {
            // go version -m prints the flags as a quoted Go string: quotes inside have a backslash.
            flags = flags[(next + 2)..].TrimStart(" =\t\"'\\");
            int end = flags.IndexOfAny(" \t\"'\\");
            ReadOnlySpan<char> setting = end < 0 ? flags : flags[..end];
            int equals = setting.IndexOf('=');
            if (equals > 0 && IsVersionName(setting[..equals]) && Value(setting[(equals + 1)..]) is { } version)
            {
                return version;
            }
        }

        return null;
    }

    private static bool IsVersionName(ReadOnlySpan<char> variable)
    {
        ReadOnlySpan<char> name = variable[(variable.LastIndexOf('.') + 1)..];
        foreach (string known in VersionNames)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Value(ReadOnlySpan<char> value)
    {
        value = value is ['v', ..] ? value[1..] : value;
        int length = Shape.Match(Encoding.ASCII.GetBytes(value.ToString()));
        return length > 0 ? value[..length].ToString() : null;
    }
}
