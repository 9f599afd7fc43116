namespace Skep.Advisories.Update;

/// <summary>The right to update a database, of one process at a time; a killed process gives it back.</summary>
internal sealed class UpdateLock : IDisposable
{
    private readonly FileStream _file;

    private UpdateLock(FileStream file) => _file = file;

    /// <summary>Null when another process has it.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static UpdateLock? TryTake(string databaseFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(databaseFile))!);
        try
        {
            return new UpdateLock(new FileStream(
                databaseFile + ".update.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
