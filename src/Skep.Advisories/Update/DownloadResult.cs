namespace Skep.Advisories.Update;

/// <summary>What came of asking for a file.</summary>
internal abstract record DownloadResult
{
    /// <summary>It is there, whole.</summary>
    internal sealed record Fetched(long Bytes, string? ETag, string? LastModified) : DownloadResult;

    internal sealed record NotModified : DownloadResult;

    /// <param name="IsUnreachable">No connection to the host came about.</param>
    internal sealed record Failed(string Reason, bool IsUnreachable = false) : DownloadResult;
}
