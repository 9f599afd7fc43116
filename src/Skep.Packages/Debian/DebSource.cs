namespace Skep.Packages.Debian;

/// <summary>The source package that a binary package's Source field names.</summary>
internal static class DebSource
{
    /// <summary>Reads <c>glibc (2.36-9)</c>; what the field leaves out is as in the binary package.</summary>
    public static (string Name, string Version) Parse(string? source, string package, string version)
    {
        if (source is null)
        {
            return (package, version);
        }

        int open = source.IndexOf('(', StringComparison.Ordinal);
        int close = source.LastIndexOf(')');
        string name = (open < 0 ? source : source[..open]).Trim();
        string inParentheses = open >= 0 && close > open ? source[(open + 1)..close].Trim() : string.Empty;
        return (name.Length == 0 ? package : name, inParentheses.Length == 0 ? version : inParentheses);
    }
}
