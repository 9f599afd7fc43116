using System.Diagnostics;
using Skep.Testing;

namespace Skep.Reports.Tests.Html;

/// <summary>Opens a page in Chromium and says what came of it.</summary>
internal static class Browser
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The document after its scripts have run; a message on the browser's console is a failure.</summary>
    public static string Open(string page, string query)
    {
        string folder = Directory.CreateTempSubdirectory("skep-html-").FullName;
        try
        {
            string file = Path.Combine(folder, "report.html");
            File.WriteAllText(file, page);
            string[] arguments =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
                "--disable-dev-shm-usage", $"--user-data-dir={Path.Combine(folder, "profile")}",
                "--enable-logging=stderr", "--dump-dom", $"file://{file}?{query}",
            ];
            using Process process = Start(arguments);
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string document = process.StandardOutput.ReadToEnd();
            Assert.True(process.WaitForExit(Patience), "the browser does not end");
            Assert.DoesNotContain(
                errors.Result.Split('\n'), line => line.Contains("CONSOLE", StringComparison.Ordinal));

            // The report's own JSON is in the document as well, and says everything anyway.
            int start = document.IndexOf("<script type=\"application/json\"", StringComparison.Ordinal);
            Assert.True(start > 0, "no page: " + errors.Result);
            return document[..start];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("chromium", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Absent.SkipOrFail("chromium is not installed");
            throw;
        }
    }
}
