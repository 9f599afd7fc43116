using System.CommandLine;
using Skep.Cli.Options;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Policy.Vex;

namespace Skep.Cli.Commands.Policies;

/// <summary><c>skep vex</c></summary>
internal static class VexCommand
{
    private const string Text = "Write what was decided of vulnerabilities in a stored json report as OpenVEX.";

    private const string Examples = """
        skep image web:1.4 -f json -o report.json --exceptions exceptions.yaml
        skep vex --report report.json --author "Shop team" -o web.openvex.json
        skep image web:1.4 --vex web.openvex.json
        """;

    public static Command Create(Host host)
    {
        var stored = new Option<string>("--report")
        {
            Description = "what skep image -f json wrote; - is stdin",
            HelpName = "FILE",
            Required = true,
        };
        var author = new Option<string>("--author")
        {
            Description = "who answers for the statements",
            HelpName = "NAME",
            DefaultValueFactory = _ => new OpenVexOptions().Author,
        };
        var open = new Option<bool>("--with-open") { Description = "also what nobody set aside, as affected" };
        var harmless = new Option<bool>("--ignored-as-not-affected")
        {
            Description = "what was set aside without a VEX justification does no harm (else: the risk is accepted)",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "file instead of stdout",
            HelpName = "FILE",
        };
        var common = new CommonFlags();
        var command = new DocumentedCommand("vex", Text, Examples) { stored, author, open, harmless, output };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            common.Apply(parsed, host);
            IReadOnlyList<ScanReport> reports = StoredReports.Read(host, parsed.GetValue(stored)!);
            var options = new OpenVexOptions
            {
                Author = parsed.GetValue(author)!,
                WithOpen = parsed.GetValue(open),
                IgnoredAsNotAffected = parsed.GetValue(harmless),
            };
            Write(host, parsed.GetValue(output), stream => OpenVexWriter.Write(reports, stream, options));
        });
        return command;
    }

    private static void Write(Host host, string? file, Action<Stream> write)
    {
        if (file is null)
        {
            write(host.Output);
            return;
        }

        try
        {
            using FileStream stream = File.Create(host.FullPath(file));
            write(stream);
        }
        catch (SystemException e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SkepException(ErrorKind.Invalid, $"cannot write {file}: {SmallFile.Reason(e)}", null, e);
        }
    }
}
