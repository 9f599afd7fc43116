using System.CommandLine;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Reports;

namespace Skep.Cli.Options;

/// <summary>How the result is written, and where to.</summary>
internal sealed class ReportFlags
{
    private readonly bool _isOfScans;
    private readonly Option<string> _format = new("--format", "-f")
    {
        HelpName = "ID",
        DefaultValueFactory = _ => "table",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "file instead of stdout",
        HelpName = "FILE",
    };
    private readonly Option<bool> _all = new("--list-all-pkgs")
    {
        Description = "table: also list packages without findings",
    };
    private readonly Option<bool> _suppressed = new("--show-suppressed")
    {
        Description = "table: also list what was set aside",
    };
    private readonly Option<bool> _removed = new("--removed")
    {
        Description = "also what a later layer removed, but the image still ships",
    };

    public ReportFlags()
        : this([.. ReportFormats.All.Select(format => format.Id)]) => _isOfScans = true;

    /// <summary>For something else than a scan, which has formats of its own.</summary>
    public ReportFlags(IReadOnlyList<string> formats)
    {
        _format.Description = string.Join(", ", formats);
        Words.AcceptOnly(_format, [.. formats]);
    }

    public void AddTo(Command command)
    {
        Option[] all = [_format, _output, _all, _suppressed, _removed];
        foreach (Option option in _isOfScans ? all : all[..2])
        {
            command.Add(option);
        }
    }

    public void Write(ParseResult parsed, Host host, Action<Stream, ReportOptions> write)
    {
        string? file = parsed.GetValue(_output);
        var options = new ReportOptions
        {
            Width = file is null ? host.Width : new ReportOptions().Width,
            Colour = file is null && host.IsOutputTerminal && host.MayColour,
            ListAllPackages = parsed.GetValue(_all),
            ShowRemoved = parsed.GetValue(_removed),
            ShowSuppressed = parsed.GetValue(_suppressed),
        };
        if (file is null)
        {
            // Writers write in small pieces; a pipe wants large ones.
            var buffered = new BufferedStream(host.Output, 64 * 1024);
            write(buffered, options);

            // Flushed, not disposed: that would close the process's own stdout.
            buffered.Flush();
            return;
        }

        try
        {
            using FileStream stream = File.Create(host.FullPath(file));
            write(stream, options);
        }
        catch (SystemException e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SkepException(ErrorKind.Invalid, $"cannot write {file}: {SmallFile.Reason(e)}", null, e);
        }
    }

    public string Format(ParseResult parsed) => parsed.GetValue(_format)!;

    public void Write(ParseResult parsed, Host host, IReadOnlyList<ScanReport> reports) =>
        Write(
            parsed,
            host,
            (stream, options) => ReportFormats.Find(Format(parsed))!.Write(reports, stream, options));
}
