using System.Globalization;
using Microsoft.Data.Sqlite;
using Skep.Advisories.Feeds;

namespace Skep.Advisories.Compile;

/// <summary>One part of a feed while it is read.</summary>
internal sealed class SourceRow(int id, FeedPart part)
{
    public int Id { get; } = id;

    public FeedPart Part { get; } = part;

    public bool IsWhole => _isWhole && !_isLoosened;

    public int Advisories { get; set; }

    public int Rows { get; set; }

    public HashSet<int> Scopes { get; } = [];

    /// <summary>The file's own date; else its newest record's.</summary>
    public DateTimeOffset? Newest { get; private set; }

    private bool _hasOwnDate;
    private bool _isWhole;
    private bool _isLoosened;

    public void Loosen() => _isLoosened = true;

    public void Note(FeedPart part)
    {
        _isWhole |= part.IsWhole;
        if (part.Newest is { } date && (!_hasOwnDate || date > Newest))
        {
            Newest = date;
            _hasOwnDate = true;
        }
    }

    public void Note(DateTimeOffset? date)
    {
        if (!_hasOwnDate && (Newest is null || date > Newest))
        {
            Newest = date;
        }
    }
}

/// <summary>The parts of feeds in the database that is being written.</summary>
internal sealed class SourceTable
{
    private readonly SqliteConnection _connection;
    private readonly CompileOptions _options;
    private readonly Dictionary<(string Feed, string Part), int> _ids = [];
    private readonly Dictionary<(string Feed, string Part), SourceRow> _read = [];

    public SourceTable(SqliteConnection connection, CompileOptions options)
    {
        _connection = connection;
        _options = options;
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT feed, part, id FROM source";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            _ids[(reader.GetString(0), reader.GetString(1))] = reader.GetInt32(2);
        }
    }

    public IReadOnlyList<ImportedPart> Imported =>
        [.. _read.Values.Select(row => new ImportedPart(row.Part.Feed, row.Part.Name, row.Advisories, row.Rows))];

    public SourceRow Get(FeedPart part)
    {
        var key = (part.Feed, part.Name);
        if (!_read.TryGetValue(key, out SourceRow? row))
        {
            if (!_ids.TryGetValue(key, out int id))
            {
                id = _ids.Count == 0 ? 1 : _ids.Values.Max() + 1;
                _ids.Add(key, id);
            }

            row = new SourceRow(id, part);
            _read.Add(key, row);
        }

        return row;
    }

    public void Write()
    {
        foreach (SourceRow row in _read.Values)
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText =
                "INSERT OR REPLACE INTO source VALUES ($id, $feed, $part, $newest, $imported, $fetched, $starter, $n)";
            command.Parameters.AddWithValue("$id", row.Id);
            command.Parameters.AddWithValue("$feed", row.Part.Feed);
            command.Parameters.AddWithValue("$part", row.Part.Name);
            command.Parameters.AddWithValue("$newest", (object?)Newest(row)?.ToUnixTimeSeconds() ?? DBNull.Value);
            command.Parameters.AddWithValue("$imported", _options.Now.ToUnixTimeSeconds());
            command.Parameters.AddWithValue(
                "$fetched",
                (object?)_options.Fetched?.ToUnixTimeSeconds() ?? DBNull.Value);
            command.Parameters.AddWithValue("$starter", _options.IsStarter ? 1 : 0);
            command.Parameters.AddWithValue("$n", row.Advisories);
            command.ExecuteNonQuery();
            command.CommandText = "INSERT OR IGNORE INTO coverage VALUES ($scope, $id, 0)";
            SqliteParameter scope = command.Parameters.AddWithValue("$scope", 0);
            foreach (int covered in row.Scopes)
            {
                scope.Value = covered;
                command.ExecuteNonQuery();
            }
        }
    }

    /// <summary>A temporary table of the parts whose old rows go.</summary>
    public string ReplacedSql()
    {
        IEnumerable<string> ids = _read
            .Values.Where(row => row.IsWhole)
            .Select(row => $"({row.Id.ToString(CultureInfo.InvariantCulture)})");
        string values = string.Join(',', ids);
        return "CREATE TEMP TABLE replaced(id INTEGER PRIMARY KEY);"
            + (values.Length > 0 ? $"INSERT INTO temp.replaced VALUES {values};" : string.Empty);
    }

    // A record dated after the import is a slip of its author (two PYSEC records say 2027).
    private DateTimeOffset? Newest(SourceRow row) => row.Newest > _options.Now ? _options.Now : row.Newest;
}
