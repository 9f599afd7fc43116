namespace Skep.Cli.Demo;

/// <summary>
/// What the demo image holds where no package registry can be reached: the records a real installation would leave.
/// </summary>
internal static class PreparedFiles
{
    public static IReadOnlyList<(string Path, string Text)> Debian { get; } =
    [
        ("etc/os-release", """
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            NAME="Debian GNU/Linux"
            VERSION_ID="12"
            VERSION="12 (bookworm)"
            VERSION_CODENAME=bookworm
            ID=debian

            """),
        Record("base-files", "12.4+deb12u5"),
        Record("libssl3", "3.0.11-1~deb12u2", "openssl"),
        Record("libc6", "2.36-9+deb12u3", "glibc"),
        Record("libexpat1", "2.5.0-1", "expat"),
        Record("libcurl4", "7.88.1-10+deb12u3", "curl"),
        Record("curl", "7.88.1-10+deb12u3"),
        Record("zlib1g", "1:1.2.13.dfsg-1", "zlib"),
    ];

    public static IReadOnlyList<(string Path, string Text)> Npm { get; } =
    [
        ("app/package.json", """{ "name": "skep-demo-shop", "version": "1.0.0", "private": true }"""),
        Module("axios", "0.21.0"),
        Module("express", "4.16.0"),
        Module("handlebars", "4.0.11"),
        Module("jsonwebtoken", "8.5.1"),
        Module("lodash", "4.17.4"),
        Module("minimist", "0.0.8"),
        Module("qs", "6.5.1"),
    ];

    public static IReadOnlyList<(string Path, string Text)> NuGet { get; } =
    [
        ("srv/shop/Shop.deps.json", """
            {
              "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
              "targets": { ".NETCoreApp,Version=v10.0": {
                "Shop/1.0.0": { "runtime": { "Shop.dll": {} } },
                "Newtonsoft.Json/12.0.1": { "runtime": { "lib/netstandard2.0/Newtonsoft.Json.dll": {} } },
                "SharpZipLib/1.3.2": { "runtime": { "lib/netstandard2.1/ICSharpCode.SharpZipLib.dll": {} } },
                "System.Text.Encodings.Web/4.5.0": {
                  "runtime": { "lib/netstandard2.0/System.Text.Encodings.Web.dll": {} }
                }
              } },
              "libraries": {
                "Shop/1.0.0": { "type": "project", "serviceable": false },
                "Newtonsoft.Json/12.0.1": { "type": "package", "serviceable": true },
                "SharpZipLib/1.3.2": { "type": "package", "serviceable": true },
                "System.Text.Encodings.Web/4.5.0": { "type": "package", "serviceable": true }
              }
            }
            """),
    ];

    private static (string Path, string Text) Record(string name, string version, string? source = null) =>
        ($"var/lib/dpkg/status.d/{name}",
            $"Package: {name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: {version}\n"
            + (source is null ? string.Empty : $"Source: {source}\n"));

    private static (string Path, string Text) Module(string name, string version) =>
        ($"app/node_modules/{name}/package.json", $$"""{ "name": "{{name}}", "version": "{{version}}" }""");
}
