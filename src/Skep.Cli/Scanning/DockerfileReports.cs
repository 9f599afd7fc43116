using System.Reflection;
using System.Text;
using Skep.Cli.Terminal;
using Skep.Compliance;
using Skep.Core;

namespace Skep.Cli.Scanning;

/// <summary>Makes a report of what a Dockerfile was judged to be.</summary>
internal sealed class DockerfileReports(Host host)
{
    /// <summary>More than the scan reads, so that it is the one to say that there was more.</summary>
    private const int MaxInput = 4 * 1024 * 1024;

    private static readonly string Version = (typeof(DockerfileReports).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    public ScanReport Read(string file)
    {
        string text = file == "-" ? ReadInput() : SmallFile.ReadText(host.FullPath(file));
        string name = file == "-" ? "Dockerfile" : file;
        DockerfileVerdict verdict = DockerfileScan.Judge(name, text, HasIgnoreFile(file));
        return new ScanReport
        {
            SkepVersion = Version,
            CreatedAt = host.Time.GetUtcNow(),
            Inventory = new ImageInventory
            {
                Image = new ImageIdentity { Name = name, Kind = "dockerfile" },
                Problems = verdict.Problems,
            },
            Findings =
            [
                .. verdict.Findings.Select(Finding)
                    .OrderByDescending(finding => finding.Severity)
                    .ThenBy(finding => finding.Sighting.Evidence is [var first, ..] ? first.Line : 0),
            ],
            Suppressed =
            [
                .. verdict.Ignored.Select(ignored => new SuppressedFinding(
                    Finding(ignored.Finding), ignored.Reason, $"{name}:{ignored.Line}")),
            ],
            Coverage = new Coverage
            {
                Files = 1,
                Bytes = Encoding.UTF8.GetByteCount(text),
                Scanners = [Scanner.Config],
                Gaps =
                [
                    .. verdict.Problems.Select(
                        problem => new CoverageGap(CoverageGap.FilesUnreadable, $"{name}: {problem.Message}")),
                ],
            },
        };
    }

    private string ReadInput()
    {
        byte[] buffer = new byte[MaxInput];
        int length = host.Input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(buffer.AsSpan(0, length));
    }

    private static RuleFinding Finding(DockerfileFinding finding) => new()
    {
        Id = RuleFinding.IdOf(finding.Sighting, 1),
        Severity = finding.Sighting.Severity,
        Sighting = finding.Sighting,
        Engines = [finding.Sighting.Engine],
        Instruction = finding.Instruction,
    };

    // BuildKit prefers NAME.dockerignore beside the file; the build's folder is taken to be the file's.
    private bool? HasIgnoreFile(string file)
    {
        if (file == "-")
        {
            return null;
        }

        string path = host.FullPath(file);
        return File.Exists(path + ".dockerignore")
            || File.Exists(Path.Combine(Path.GetDirectoryName(path)!, ".dockerignore"))
            || File.Exists(host.FullPath(".dockerignore"));
    }
}
