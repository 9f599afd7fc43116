using System.Globalization;
using Microsoft.Data.Sqlite;
using Skep.Advisories.Import;

namespace Skep.Advisories.Update;

/// <summary>When upstream last confirmed what a database holds.</summary>
internal static class FetchedDates
{
    /// <summary>
    /// Whether the database holds, of <paramref name="file"/>, what was fetched as <paramref name="version"/>
    /// or later.
    /// </summary>
    /// <remarks>
    /// A part that somebody imported since, or a database from elsewhere, is not what upstream's validators
    /// speak of.
    /// </remarks>
    public static bool Holds(DatabaseStatus? status, WantedFile file, FeedVersion version)
    {
        StoredPart[] parts = [.. status?.Parts.Where(part => !part.IsStarter && IsOf(part, file)) ?? []];
        return parts.Length > 0
            && parts.All(part => part.Fetched >= version.Fetched)
            && file.Scopes.All(scope => parts.Any(part => part.Scopes.Contains(scope)));
    }

    /// <summary>
    /// The parts that upstream confirmed as its newest: all files that speak for their scopes were updated or
    /// unchanged.
    /// </summary>
    public static IReadOnlyList<StoredPart> Confirmed(
        DatabaseStatus status, IReadOnlyCollection<WantedFile> good, IReadOnlyCollection<WantedFile> failed) =>
        [.. status.Parts.Where(part => part.Fetched is not null
            && good.Any(file => IsOf(part, file)) && !failed.Any(file => IsOf(part, file)))];

    /// <summary>
    /// Writes <paramref name="now"/> as the date of <paramref name="parts"/> into a copy that takes the
    /// database's place.
    /// </summary>
    public static void Write(string databaseFile, IReadOnlyList<StoredPart> parts, DateTimeOffset now)
    {
        using var replacement = new DatabaseReplacement(databaseFile);
        File.Copy(databaseFile, replacement.TemporaryFile, overwrite: true);
        string ids = string.Join(',', parts.Select(part => part.SourceId.ToString(CultureInfo.InvariantCulture)));
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = replacement.TemporaryFile,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString()))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"UPDATE source SET fetched = $now WHERE id IN ({ids})";
            command.Parameters.AddWithValue("$now", now.ToUnixTimeSeconds());
            command.ExecuteNonQuery();
        }

        replacement.Commit();
    }

    // A scope's main files are its feeds' together; each supplement stands for itself.
    private static bool IsOf(StoredPart part, WantedFile file) => file switch
    {
        _ when FeedLocations.IsSupplement(file.Feed) =>
            part.Feed == file.Feed || part.Feed.StartsWith(file.Feed + "/", StringComparison.Ordinal),
        { Scopes.Count: > 0 } => part.Scopes.Any(file.Scopes.Contains) && !FeedLocations.IsSupplement(part.Feed),
        _ => part.Feed == file.Feed,
    };
}
