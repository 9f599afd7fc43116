namespace Skep.Cli.Demo;

/// <summary>
/// A few Debian packages in the oldest version that this machine's mirrors still offer, unpacked without running
/// anything.
/// </summary>
/// <remarks>Each is recorded under <c>var/lib/dpkg/status.d</c>, as in distroless images.</remarks>
internal sealed class DebianPackages(Action<string> say)
{
    // base-files brings os-release; the others had security updates in every Debian release.
    private static readonly string[] Wanted =
        ["base-files", "libc6", "libssl3", "libexpat1", "libcurl4", "curl", "zlib1g", "perl-base"];

    private readonly ExternalTool _apt = new("apt-get");
    private readonly ExternalTool _cache = new("apt-cache");
    private readonly ExternalTool _dpkg = new("dpkg-deb");

    public async Task FetchAsync(string folder, CancellationToken cancellationToken)
    {
        string downloads = Directory.CreateTempSubdirectory("skep-demo-").FullName;
        try
        {
            string[] options = await PrepareListsAsync(downloads, cancellationToken);
            var versions = new List<string>();
            foreach (string name in Wanted)
            {
                if (await OldestAsync(name, options, downloads, cancellationToken) is { } version)
                {
                    versions.Add($"{name}={version}");
                }
            }

            say($"debian: fetching {string.Join(' ', versions)}");
            await _apt.RunAsync(downloads, [.. options, "download", .. versions], cancellationToken);
            foreach (string package in Directory.EnumerateFiles(downloads, "*.deb").Order(StringComparer.Ordinal))
            {
                await UnpackAsync(package, folder, cancellationToken);
            }
        }
        finally
        {
            Directory.Delete(downloads, recursive: true);
        }
    }

    // A machine that never ran "apt-get update" has no lists; a private copy needs no root.
    private async Task<string[]> PrepareListsAsync(string folder, CancellationToken cancellationToken)
    {
        string known = await _cache.RunAsync(folder, ["madison", Wanted[^1]], cancellationToken);
        if (known.Contains('|', StringComparison.Ordinal))
        {
            return ["-q"];
        }

        say("debian: fetching the package lists");
        string lists = Path.Combine(folder, "lists");
        Directory.CreateDirectory(Path.Combine(lists, "partial"));
        string[] options = ["-q", "-o", $"Dir::State::lists={lists}", "-o", $"Dir::Cache={folder}/cache"];
        Directory.CreateDirectory(Path.Combine(folder, "cache", "archives", "partial"));
        await _apt.RunAsync(folder, [.. options, "update"], cancellationToken);
        return options;
    }

    // Each line of madison is "name | version | source"; the mirrors' order is newest first.
    private async Task<string?> OldestAsync(
        string name, string[] options, string folder, CancellationToken cancellationToken)
    {
        string listing = await _cache.RunAsync(folder, [.. options, "madison", name], cancellationToken);
        string[] versions = [.. listing.Split('\n')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(columns => columns.Length == 3 && columns[2].EndsWith("Packages", StringComparison.Ordinal))
            .Select(columns => columns[1])];
        return versions.LastOrDefault();
    }

    private async Task UnpackAsync(string package, string folder, CancellationToken cancellationToken)
    {
        await _dpkg.RunAsync(folder, ["-x", package, folder], cancellationToken);
        string control = await _dpkg.RunAsync(folder, ["-f", package], cancellationToken);
        string name = control.Split('\n')
            .First(line => line.StartsWith("Package: ", StringComparison.Ordinal))["Package: ".Length..];
        string records = Path.Combine(folder, "var", "lib", "dpkg", "status.d");
        Directory.CreateDirectory(records);
        string record = Path.Combine(records, Path.GetFileName(name.Trim()));
        await File.WriteAllTextAsync(record, control, cancellationToken);

        // Says which files are the package's own, so that its programs are not listed a second time.
        string sums = await _dpkg.RunAsync(folder, ["-I", package, "md5sums"], cancellationToken);
        await File.WriteAllTextAsync(record + ".md5sums", sums, cancellationToken);
    }
}
