using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skep.Advisories.Update;

/// <summary>What the last updates learned, kept beside the database.</summary>
/// <remarks>
/// Losing it only costs a download: a file that is missing, damaged or too large is an empty state.
/// </remarks>
internal sealed record UpdateState
{
    // A few hundred upstream files at some hundred bytes each.
    private const long MaxBytes = 4 * 1024 * 1024;

    /// <summary>By address: what upstream called the file that was last imported.</summary>
    public Dictionary<string, FeedVersion> Feeds { get; init; } = [];

    /// <summary>By address or host: when a scan last asked in vain.</summary>
    public Dictionary<string, DateTimeOffset> Failures { get; init; } = [];

    public static string FileOf(string databaseFile) => databaseFile + ".update.json";

    public static UpdateState Read(string databaseFile)
    {
        try
        {
            using FileStream stream = File.OpenRead(FileOf(databaseFile));
            return stream.Length <= MaxBytes
                ? JsonSerializer.Deserialize(stream, UpdateStateContext.Default.UpdateState) ?? new UpdateState()
                : new UpdateState();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return new UpdateState();
        }
    }

    public void Write(string databaseFile)
    {
        string file = FileOf(databaseFile);
        string temporary = $"{file}.{Environment.ProcessId}";
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                JsonSerializer.Serialize(stream, this, UpdateStateContext.Default.UpdateState);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
        }
    }
}

/// <summary>What upstream calls a version of a file.</summary>
/// <param name="Fetched">When it was imported or last confirmed.</param>
internal sealed record FeedVersion(string? ETag, string? LastModified, DateTimeOffset Fetched);

/// <summary>How the state is read and written.</summary>
[JsonSourceGenerationOptions(MaxDepth = 8, WriteIndented = true)]
[JsonSerializable(typeof(UpdateState))]
internal sealed partial class UpdateStateContext : JsonSerializerContext;
