using Skep.Core;

namespace Skep.Cli.Demo;

/// <summary>
/// Well-known npm packages of the past with everything they depend on, installed without running their scripts.
/// </summary>
internal sealed class NpmPackages(Action<string> say)
{
    private const string Manifest = """
        {
          "name": "skep-demo-shop",
          "version": "1.0.0",
          "private": true,
          "dependencies": {
            "axios": "0.21.0",
            "express": "4.16.0",
            "handlebars": "4.0.11",
            "jsonwebtoken": "8.5.1",
            "lodash": "4.17.4",
            "minimist": "0.0.8",
            "qs": "6.5.1"
          }
        }
        """;

    public async Task FetchAsync(string folder, CancellationToken cancellationToken)
    {
        string app = Path.Combine(folder, "app");
        Directory.CreateDirectory(app);
        await File.WriteAllTextAsync(Path.Combine(app, "package.json"), Manifest, cancellationToken);
        say("npm: installing lodash 4.17.4, express 4.16.0, axios 0.21.0 and others");
        await new ExternalTool("npm").RunAsync(
            app,
            ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"],
            cancellationToken);
        if (!Directory.Exists(Path.Combine(app, "node_modules", "lodash")))
        {
            throw new SkepException(ErrorKind.Unavailable, "npm installed nothing");
        }
    }
}
