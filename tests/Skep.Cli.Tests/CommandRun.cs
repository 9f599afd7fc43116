using System.Text;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Reports;

namespace Skep.Cli.Tests;

/// <summary>Runs the command in this process, in a folder of its own.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("skep-cli-").FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public string Output => Encoding.UTF8.GetString(_output.ToArray());

    public string Error => _error.ToString();

    public CommandRun With(string file, string text)
    {
        File.WriteAllText(Path.Combine(Folder, file), text);
        return this;
    }

    /// <summary>Puts <c>report.json</c> into the folder.</summary>
    public CommandRun With(params ScanReport[] reports)
    {
        using FileStream stream = File.Create(Path.Combine(Folder, "report.json"));
        ReportFormats.Find("json")!.Write(reports, stream, new ReportOptions());
        return this;
    }

    public Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync(arguments, new Host
    {
        Output = _output,
        Error = _error,
        Input = Stream.Null,
        Folder = Folder,
        Variable = name => Variables.GetValueOrDefault(name),
    });

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
