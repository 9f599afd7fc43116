using System.Text;
using Skep.Packages.Go;

namespace Skep.Packages.Binaries;

/// <summary>The version of a product written in Go: from its build information, the linker's flags, or what they left
/// behind.</summary>
internal static class GoProgram
{
    // -trimpath leaves the flags out of the record, but what -X set stands alone between zeros.
    private static readonly IReadOnlyList<VersionPattern> Linked = VersionPattern.All("\0<n.n.n*>\0", "\0v<n.n.n*>\0");

    private static readonly VersionShape Shape = VersionShape.Parse("n.n.n~");

    public static string? FindVersion(BinaryFile file, IReadOnlyList<string> product)
    {
        if (file.GoBuild() is not { } build)
        {
            return null;
        }

        GoModules modules = GoModules.Parse(build.Modules);
        if (modules.Main is not { } main)
        {
            // A build without modules names none: those of Debian are such.
            return LinkedVersion(file);
        }

        // A build with plug-ins, such as Caddy's, has a main module of its own and the product as a dependency.
        string? part = modules.Dependencies
            .Where(dependency => product.Any(module => IsModule(dependency.Path, module)))
            .Select(Release)
            .FirstOrDefault(version => version is not null);
        return product.Any(module => IsWithin(main.Path, module))
            ? Release(main) ?? modules.LinkedVersion ?? part ?? LinkedVersion(file)
            : part;
    }

    // Distributions add their own suffix: 2.42.0+ds, 1.6.20~ds1.
    private static string? LinkedVersion(BinaryFile file) =>
        file.First(Linked) is { } version ? Shape.ReadBeginning(Encoding.ASCII.GetBytes(version)) : null;

    private static bool IsWithin(string path, string module) =>
        path.StartsWith(module, StringComparison.Ordinal)
        && (path.Length == module.Length || path[module.Length] == '/');

    // From version 2 on a module's path ends with it: github.com/caddyserver/caddy/v2. What lies below otherwise, such
    // as vault/api, has versions of its own.
    private static bool IsModule(string path, string module) =>
        IsWithin(path, module)
        && (path.Length == module.Length
            || (path.AsSpan(module.Length) is ['/', 'v', .. var major] && !major.ContainsAnyExceptInRange('0', '9')));

    // A pseudo-version (v0.0.0-20230222092448-37fd2db02f7b) is a commit, and says little about the release.
    private static string? Release(GoModule module) =>
        module.AskedVersion is ['v', >= '0' and <= '9', ..] version
            && !version.StartsWith("v0.0.0", StringComparison.Ordinal)
            && version.Count(c => c == '-') < 2
            ? version[1..].Split('+')[0]
            : null;
}
