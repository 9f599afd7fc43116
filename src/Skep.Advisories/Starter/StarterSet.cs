using System.Reflection;

namespace Skep.Advisories.Starter;

/// <summary>The well-known vulnerabilities that Skep carries, for the first scan on a machine without feeds.</summary>
/// <remarks>
/// An array of OSV records in <c>starter-set.json</c>, one a line, compiled into the assembly. Where each
/// fact comes from is said in the README beside it. It names some 500 vulnerabilities out of 300,000: a
/// report that used nothing else must say so.
/// </remarks>
internal static class StarterSet
{
    /// <summary>The name under which an importer should see it; its suffix tells the format.</summary>
    public const string FileName = "starter-set.json";

    /// <summary>The records, as bytes of an OSV file.</summary>
    public static Stream OpenRead() =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(FileName)
        ?? throw new InvalidOperationException($"{FileName} is not embedded");
}
