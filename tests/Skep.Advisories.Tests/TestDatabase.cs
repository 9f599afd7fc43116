using Skep.Core;

namespace Skep.Advisories.Tests;

/// <summary>A database made of files that a test writes down, by their names.</summary>
internal sealed class TestDatabase : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("skep-advisories").FullName;

    public string Path => System.IO.Path.Combine(_folder, "db", "advisories.db");

    public string Feeds => System.IO.Path.Combine(_folder, "feeds");

    public string Write(string name, string content)
    {
        string path = System.IO.Path.Combine(Feeds, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public Task<ImportResult> ImportAsync(params string[] paths) =>
        new AdvisoryImporter(TimeProvider.System).ImportAsync(
            paths.Length == 0 ? [Feeds] : paths,
            Path,
            progress: null,
            CancellationToken.None);

    public AdvisoryDatabase Open() => AdvisoryDatabase.Open(Path);

    public MatchResult Match(Distribution? distribution, params Package[] packages) =>
        Match(distribution, [.. packages.Select(package => new ImagePackage(package))]);

    public MatchResult Match(Distribution? distribution, IReadOnlyList<ImagePackage> packages)
    {
        using AdvisoryDatabase database = Open();
        var inventory = new ImageInventory
        {
            Image = new ImageIdentity { Name = "test" },
            Distribution = distribution,
            Packages = packages,
        };
        return new VulnerabilityMatcher(database, new MatchOptions()).Match(inventory, Now, CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>Packages as inspectors report them.</summary>
internal static class Found
{
    public static Package Apk(string name, string version, string? origin = null) =>
        new(new EcosystemId("apk"), name, version)
        {
            SourceName = origin,
            SourceVersion = origin is null ? null : version,
        };

    public static Package Deb(string name, string version, string? source = null, string? sourceVersion = null) =>
        new(new EcosystemId("deb"), name, version) { SourceName = source, SourceVersion = sourceVersion };

    public static Package Rpm(string name, string version, string? module = null) =>
        new(new EcosystemId("rpm"), name, version) { ModuleLabel = module };

    public static Distribution Alpine(string version) => new("alpine", version);

    public static Distribution Debian(string version) => new("debian", version);
}
