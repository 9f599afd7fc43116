using Skep.Core;

namespace Skep.Advisories.Import;

/// <summary>A new database file that takes the old one's place only when it is whole.</summary>
internal sealed class DatabaseReplacement : IDisposable
{
    private readonly string _target;
    private readonly FileStream _lock;

    /// <exception cref="SkepException">Another import of the same file runs.</exception>
    public DatabaseReplacement(string target)
    {
        _target = target;
        TemporaryFile = $"{target}.{Environment.ProcessId}.new";
        try
        {
            // Held open, not merely present: a killed import frees it.
            _lock = new FileStream(target + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new SkepException(
                ErrorKind.Conflict,
                $"another import is writing '{target}'",
                "wait for it to finish",
                failure);
        }

        // With the lock held, leftovers can only be of imports that were killed.
        foreach (
            string left in Directory.EnumerateFiles(
                Path.GetDirectoryName(Path.GetFullPath(target))!,
                $"{Path.GetFileName(target)}.*.new*"))
        {
            File.Delete(left);
        }
    }

    public string TemporaryFile { get; }

    /// <summary>
    /// The present database when it can be read by this Skep; null when there is none or it is of another version.
    /// </summary>
    public string? UsableOldFile()
    {
        if (!File.Exists(_target))
        {
            return null;
        }

        try
        {
            using var old = AdvisoryDatabase.Open(_target);
            return _target;
        }
        catch (SkepException)
        {
            return null;
        }
    }

    /// <summary>Checks the new file and puts it in place.</summary>
    public void Commit()
    {
        using (AdvisoryDatabase.Open(TemporaryFile)) { }

        File.Move(TemporaryFile, _target, overwrite: true);
    }

    public void Dispose()
    {
        File.Delete(TemporaryFile);
        _lock.Dispose();
    }
}
