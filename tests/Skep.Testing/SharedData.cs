using System.Runtime.CompilerServices;

namespace Skep.Testing;

/// <summary>The read-only <c>shared</c> folder beside the project: real images, feeds and labels that are not committed.</summary>
/// <remarks>Where it is absent a test that asks for it is skipped, with the reason; in CI it fails.</remarks>
public static class SharedData
{
    /// <summary>The folder or file <paramref name="path"/> below <c>shared</c>.</summary>
    public static string Require(string path, [CallerFilePath] string caller = "")
    {
        DirectoryInfo? at = new FileInfo(caller).Directory;
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Skep.slnx")))
        {
            at = at.Parent;
        }

        // SKEP_SHARED serves checkouts that do not lie beside it.
        string root = Environment.GetEnvironmentVariable("SKEP_SHARED")
            ?? Path.Combine(at?.Parent?.FullName ?? "/", "shared");
        string full = Path.Combine(root, path);
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
