using System.Formats.Tar;
using Skep.Core;

namespace Skep.Cli.Demo;

/// <summary>
/// A small application image with known vulnerabilities, made on this machine from real packages of the past.
/// </summary>
/// <remarks>
/// Debian's, npm's and NuGet's own clients fetch the packages, so whatever mirrors this machine is set up for are
/// used. A part whose client is missing or reaches nothing is made from what <see cref="PreparedFiles"/> holds instead.
/// Nothing of the packages is run.
/// </remarks>
internal sealed class DemoImage(string workFolder, Action<string> say)
{
    /// <summary>The parts for which prepared files had to stand in, by name.</summary>
    public List<string> Prepared { get; } = [];

    /// <summary>Builds the image as an OCI layout in <paramref name="layoutFolder"/>, which is made anew.</summary>
    public async Task BuildAsync(string layoutFolder, CancellationToken cancellationToken)
    {
        var layout = new OciLayoutWriter(layoutFolder);
        string system = await FillAsync(
            "debian", new DebianPackages(say).FetchAsync, PreparedFiles.Debian, cancellationToken);
        await layout.AddLayerAsync(
            "ADD rootfs.tar.xz /", tar => AddTreeAsync(tar, system, cancellationToken), cancellationToken);

        string node = await FillAsync("npm", new NpmPackages(say).FetchAsync, PreparedFiles.Npm, cancellationToken);
        await layout.AddLayerAsync(
            "RUN npm install --omit=dev # buildkit",
            tar => AddTreeAsync(tar, node, cancellationToken),
            cancellationToken);

        string dotnet = await FillAsync(
            "nuget", new NuGetPackages(say).FetchAsync, PreparedFiles.NuGet, cancellationToken);
        await layout.AddLayerAsync(
            "COPY /build/publish /srv/shop # buildkit",
            tar => AddTreeAsync(tar, dotnet, cancellationToken),
            cancellationToken);

        // A later layer deletes a package; the image still ships it.
        await layout.AddLayerAsync(
            "RUN rm -rf /app/node_modules/handlebars # buildkit",
            tar => tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, "app/node_modules/.wh.handlebars"), cancellationToken),
            cancellationToken);
        await layout.FinishAsync("skep-demo:latest", cancellationToken);
    }

    private async Task<string> FillAsync(
        string part,
        Func<string, CancellationToken, Task> fetch,
        IReadOnlyList<(string Path, string Text)> prepared,
        CancellationToken cancellationToken)
    {
        string folder = Path.Combine(workFolder, part);
        Directory.CreateDirectory(folder);
        try
        {
            await fetch(folder, cancellationToken);
        }
        catch (SkepException unavailable) when (unavailable.Kind == ErrorKind.Unavailable)
        {
            say($"{part}: {unavailable.Message}; using prepared files");
            Prepared.Add(part);
            Directory.Delete(folder, recursive: true);
            foreach ((string path, string text) in prepared)
            {
                string file = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, text, cancellationToken);
            }
        }

        return folder;
    }

    private static async Task AddTreeAsync(TarWriter tar, string folder, CancellationToken cancellationToken)
    {
        // Links are kept as links; entries are sorted so that the same packages give the same layer.
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        IEnumerable<string> found = Directory.EnumerateFileSystemEntries(folder, "*", options);
        foreach (string path in found.Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(folder, path);
            if (IsRegular(path))
            {
                await tar.WriteEntryAsync(path, name, cancellationToken);
            }
        }
    }

    private static bool IsRegular(string path)
    {
        FileAttributes attributes = File.GetAttributes(path);
        return !attributes.HasFlag(FileAttributes.Device);
    }
}
