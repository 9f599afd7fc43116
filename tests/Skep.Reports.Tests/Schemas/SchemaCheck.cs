using System.Diagnostics;
using System.Runtime.CompilerServices;
using Skep.Core;
using Skep.Testing;

namespace Skep.Reports.Tests.Schemas;

/// <summary>Checks what a format writes against its schema, with ajv.</summary>
/// <remarks>
/// The official schemas come from npm packages named in <c>package.json</c> beside this file, installed once into the
/// artifacts folder; none is committed.
/// </remarks>
internal static class SchemaCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly Lazy<string> Folder = new(Install);

    public static void Require(IReportWriter writer)
    {
        string folder = Folder.Value;
        var files = new List<string>();
        ScanReport[][] samples =
        [
            [],
            [SampleScan.Report],
            [SampleScan.Report, SampleScan.Clean],
            [HostileScan.Report],
            [HostileScan.Long],
        ];
        foreach (ScanReport[] reports in samples)
        {
            string path = Path.Combine(folder, $"{writer.Id}-{files.Count}.json");
            using FileStream output = File.Create(path);
            writer.Write(reports, output, new ReportOptions { ShowRemoved = files.Count > 1 });
            files.Add(path);
        }

        (int code, string output2) = Run("node", folder, ["validate.mjs", writer.Id, .. files]);
        Assert.True(code == 0, output2);
    }

    private static string Install()
    {
        string source = Path.GetDirectoryName(Here())!;
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Skep.slnx")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("no Skep.slnx above the tests");
        }

        string folder = Path.Combine(root, "artifacts", "schemas");
        Directory.CreateDirectory(folder);
        string[] files =
            ["package.json", "package-lock.json", "validate.mjs", "spdx-2.3.schema.json", "gitlab-15.schema.json"];
        foreach (string file in files)
        {
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        }

        File.Copy(
            Path.Combine(root, "docs", "reference", "report.schema.json"),
            Path.Combine(folder, "report.schema.json"),
            overwrite: true);
        string marker = Path.Combine(folder, "node_modules", ".package-lock.json");
        DateTime wanted = File.GetLastWriteTimeUtc(Path.Combine(source, "package-lock.json"));
        if (!File.Exists(marker) || File.GetLastWriteTimeUtc(marker) < wanted)
        {
            (int code, string output) = Run(
                "npm", folder, ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]);
            if (code != 0)
            {
                Absent.SkipOrFail("npm ci for the report schemas did not work: " + output);
            }
        }

        return folder;
    }

    private static (int Code, string Output) Run(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            Assert.True(process.WaitForExit(Patience), program + " does not end");
            return (process.ExitCode, output + error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Absent.SkipOrFail($"{program} is not installed");
            throw;
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
