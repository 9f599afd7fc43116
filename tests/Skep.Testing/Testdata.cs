using System.Runtime.CompilerServices;

namespace Skep.Testing;

/// <summary>Reads a file of the <c>Testdata</c> folder beside the calling test.</summary>
public static class Testdata
{
    public static byte[] Read(string name, [CallerFilePath] string caller = "") =>
        File.ReadAllBytes(PathOf(name, caller));

    public static string PathOf(string name, [CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, "Testdata", name);
}
