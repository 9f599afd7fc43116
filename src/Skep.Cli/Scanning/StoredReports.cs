using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Reports.Json;

namespace Skep.Cli.Scanning;

/// <summary>Reads what <c>skep image -f json</c> wrote, from a file or from stdin.</summary>
internal static class StoredReports
{
    public static IReadOnlyList<ScanReport> Read(Host host, string file)
    {
        if (file == "-")
        {
            return ScanReportReader.Read(host.Input);
        }

        try
        {
            using FileStream stream = File.OpenRead(host.FullPath(file));
            return ScanReportReader.Read(stream);
        }
        catch (SystemException e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SmallFile.Unreadable(file, e);
        }
    }
}
