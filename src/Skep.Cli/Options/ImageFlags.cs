using System.CommandLine;
using Skep.Advisories.Update;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Engine;

namespace Skep.Cli.Options;

/// <summary>What a scan of an image takes.</summary>
internal sealed class ImageFlags
{
    private readonly ScannerFlags _scanners = new();
    private readonly SourceFlags _source = new();
    private readonly Option<string[]> _skipFiles = new("--skip-files")
    {
        Description = "leave these files out (globs)",
        HelpName = "GLOB",
    };
    private readonly Option<string[]> _skipFolders = new("--skip-dirs")
    {
        Description = "leave these directories out (globs)",
        HelpName = "GLOB",
    };
    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "fetch no advisories; the image itself still comes from where it is",
    };
    private readonly Option<string?> _mirror = UpstreamFlags.Mirror();
    public void AddTo(Command command, bool withRegistry)
    {
        _scanners.AddTo(command);
        command.Add(_skipFiles);
        command.Add(_skipFolders);
        command.Add(_offline);
        command.Add(_mirror);
        if (withRegistry)
        {
            _source.AddTo(command);
        }
    }

    public bool IsOffline(ParseResult parsed) => parsed.GetValue(_offline);

    public ScanOptions Read(ParseResult parsed, Host host, string cacheDirectory)
    {
        var options = new ScanOptions
        {
            CacheDirectory = cacheDirectory,
            VerifyDiffIds = _source.IsVerified(parsed),
            SkipFiles = Words.List(parsed.GetValue(_skipFiles)),
            SkipDirectories = Words.List(parsed.GetValue(_skipFolders)),
            Source = _source.Read(parsed, host),
        };
        options = _scanners.Apply(parsed, host, options);
        return options.Scanners.Contains(Scanner.Vuln) && !IsOffline(parsed)
            ? options with { Advisories = OnDemand(parsed, host, cacheDirectory) }
            : options;
    }

    private OnDemandAdvisories OnDemand(ParseResult parsed, Host host, string cacheDirectory) => new(
        AdvisoryStore.DatabaseFile(
            cacheDirectory), host.Time, UpstreamFlags.With(parsed.GetValue(_mirror), isInsecure: false));
}
