using Skep.Core;

namespace Skep.Advisories.Starter;

/// <summary>
/// The built-in starter set of well-known vulnerabilities, compiled into a database when it is first needed.
/// </summary>
/// <remarks>
/// It makes the first scan on a machine without feeds useful; every report that rests on it alone says so. The
/// database file carries the set's hash, so a newer Skep compiles its own.
/// </remarks>
public static class StarterDatabase
{
    /// <summary>
    /// Opens the starter database of <paramref name="folder"/>, compiling it first where it is missing or damaged.
    /// </summary>
    public static async Task<AdvisoryDatabase> OpenAsync(
        string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        byte[] set = ReadSet();
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(set).AsSpan(0, 8));
        string file = Path.Combine(folder, $"starter-{hash}.db");
        if (File.Exists(file))
        {
            try
            {
                return AdvisoryDatabase.Open(file);
            }
            catch (SkepException)
            {
                File.Delete(file);
            }
        }

        await CompileAsync(set, file, time, cancellationToken);
        return AdvisoryDatabase.Open(file);
    }

    private static async Task CompileAsync(
        byte[] set, string file, TimeProvider time, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("skep-starter-");
        try
        {
            string source = Path.Combine(folder.FullName, StarterSet.FileName);
            await File.WriteAllBytesAsync(source, set, cancellationToken);
            ImportResult result = await new AdvisoryImporter(time) { IsStarterSet = true }
                .ImportAsync([source], file, progress: null, cancellationToken);
            if (result.ProblemCount > 0)
            {
                throw new InvalidOperationException(
                    $"the built-in starter set is damaged: {result.Problems[0].Message}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] ReadSet()
    {
        using Stream stream = StarterSet.OpenRead();
        byte[] set = new byte[stream.Length];
        stream.ReadExactly(set);
        return set;
    }
}
