using System.Runtime.CompilerServices;

namespace Skep.Testing;

/// <summary>
/// The read-only <c>shared</c> folder beside the project: real images, feeds and labels that are not committed.
/// </summary>
/// <remarks>Where it is absent a test that asks for it is skipped, with the reason; in CI it fails.</remarks>
public static class SharedData
{
    /// <summary>The folder or file <paramref name="path"/> below <c>shared</c>.</summary>
    public static string Require(string path, [CallerFilePath] string caller = "")
    {
        // SKEP_SHARED serves checkouts that do not lie beside it or below its parent.
        string? root = Environment.GetEnvironmentVariable("SKEP_SHARED");
        for (DirectoryInfo? at = new FileInfo(caller).Directory; root is null && at is not null; at = at.Parent)
        {
            string beside = Path.Combine(at.FullName, "shared");
            root = Directory.Exists(Path.Combine(beside, "corpus")) ? beside : null;
        }

        string full = Path.Combine(root ?? "../shared", path);
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            Absent.SkipOrFail($"{full} is not there; set SKEP_SHARED to the folder that holds {path}");
        }

        return full;
    }
}

/// <summary>What a test needs and this machine lacks.</summary>
public static class Absent
{
    public static void SkipOrFail(string reason)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}
