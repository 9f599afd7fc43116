using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Skep.Advisories;

/// <summary>What a database holds.</summary>
/// <param name="Created">When it was compiled.</param>
/// <param name="Advisories">How many records of all feeds.</param>
/// <param name="Parts">The parts of feeds in it, sorted by feed and part.</param>
public sealed record DatabaseStatus(DateTimeOffset Created, long Advisories, IReadOnlyList<StoredPart> Parts)
{
    /// <summary>Nothing but the built-in starter set is in it.</summary>
    public bool IsStarterOnly => Parts.Count > 0 && Parts.All(part => part.IsStarter);

    internal static DatabaseStatus Read(SqliteConnection connection, IReadOnlyDictionary<string, string> meta)
    {
        var scopes = new Dictionary<long, Dictionary<string, long>>();
        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText =
                "SELECT c.source, s.name, c.records FROM coverage c JOIN scope s ON s.id = c.scope ORDER BY s.name";
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (!scopes.TryGetValue(reader.GetInt64(0), out Dictionary<string, long>? counts))
                {
                    scopes.Add(reader.GetInt64(0), counts = new(StringComparer.Ordinal));
                }

                counts.Add(reader.GetString(1), reader.GetInt64(2));
            }
        }

        var parts = new List<StoredPart>();
        using SqliteCommand select = connection.CreateCommand();
        select.CommandText =
            "SELECT id, feed, part, newest, imported, fetched, starter, records FROM source ORDER BY feed, part";
        using SqliteDataReader rows = select.ExecuteReader();
        while (rows.Read())
        {
            parts.Add(
                new StoredPart(rows.GetString(1), rows.GetString(2))
                {
                    SourceId = rows.GetInt32(0),
                    Newest = Date(rows, 3),
                    Imported = Date(rows, 4)!.Value,
                    Fetched = Date(rows, 5),
                    IsStarter = rows.GetInt32(6) != 0,
                    Records = rows.GetInt64(7),
                    RecordsOf = scopes.GetValueOrDefault(rows.GetInt64(0)) ?? [],
                });
        }

        return new DatabaseStatus(
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(meta["created"], CultureInfo.InvariantCulture)),
            long.Parse(meta["advisories"], CultureInfo.InvariantCulture),
            parts);
    }

    private static DateTimeOffset? Date(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(column));
}

/// <summary>One part of a feed in a database.</summary>
public sealed record StoredPart(string Feed, string Part)
{
    /// <summary>The date of its content: the file's own, else its newest record's; null when neither tells.</summary>
    public DateTimeOffset? Newest { get; init; }

    public DateTimeOffset Imported { get; init; }

    /// <summary>When upstream last confirmed that this is its newest; null for files that somebody gave.</summary>
    public DateTimeOffset? Fetched { get; init; }

    /// <summary>How many records it holds.</summary>
    public long Records { get; init; }

    /// <summary>The releases and ecosystems it speaks for.</summary>
    public IReadOnlyCollection<string> Scopes => RecordsOf.Keys;

    /// <summary>How many of its records are about each of <see cref="Scopes"/>.</summary>
    internal Dictionary<string, long> RecordsOf { get; init; } = [];

    /// <summary>It is the built-in starter set.</summary>
    public bool IsStarter { get; init; }

    internal int SourceId { get; init; }
}
