using Microsoft.Data.Sqlite;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Compile;

/// <summary>The prepared look-ups of an open database.</summary>
internal sealed class DatabaseQueries : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _affected;
    private readonly SqliteCommand _head;
    private readonly SqliteCommand _details;
    private readonly SqliteCommand _body;
    private readonly SqliteCommand _sources;
    private readonly SqliteCommand _kev;
    private readonly SqliteCommand _epss;
    private readonly Dictionary<string, int> _scopes = new(StringComparer.Ordinal);

    public DatabaseQueries(SqliteConnection connection)
    {
        _connection = connection;
        _affected = Command("SELECT advisory, rule FROM affected WHERE scope = $1 AND name = $2", 2);
        _head = Command("SELECT source, name, vulns FROM advisory WHERE id = $1", 1);
        _details = Command(
            """
            SELECT a.source, a.name, a.vulns, a.body FROM vuln v JOIN advisory a ON a.id = v.advisory
              WHERE v.name = $1 AND v.kind = 0 LIMIT 100
            """,
            1);
        _body = Command("SELECT name, body FROM advisory WHERE id = $1", 1);
        _sources = Command(
            "SELECT DISTINCT a.source FROM vuln v JOIN advisory a ON a.id = v.advisory WHERE v.name = $1", 1);
        _kev = Command("SELECT added, due, ransomware, action FROM kev WHERE cve = $1", 1);
        _epss = Command("SELECT score, percentile FROM epss WHERE cve = $1", 1);
        using SqliteCommand scopes = Command("SELECT name, id FROM scope", 0);
        using SqliteDataReader reader = scopes.ExecuteReader();
        while (reader.Read())
        {
            _scopes[reader.GetString(0)] = reader.GetInt32(1);
        }
    }

    /// <summary>What feeds say about a package, in no particular order.</summary>
    public IReadOnlyList<StoredRule> Affected(string scope, string name)
    {
        if (!_scopes.TryGetValue(scope, out int id))
        {
            return [];
        }

        var rules = new List<StoredRule>();
        _affected.Parameters[0].Value = id;
        _affected.Parameters[1].Value = name;
        using SqliteDataReader reader = _affected.ExecuteReader();
        while (reader.Read())
        {
            rules.Add(
                new StoredRule(reader.GetInt64(0), RuleCodec.Decode(scope, name, reader.GetFieldValue<byte[]>(1))));
        }

        return rules;
    }

    /// <summary>Which feed an advisory is of, its id there, and the vulnerabilities it is about.</summary>
    public AdvisoryHead Head(long advisory)
    {
        _head.Parameters[0].Value = advisory;
        using SqliteDataReader reader = _head.ExecuteReader();
        return reader.Read()
            ? new AdvisoryHead(reader.GetInt32(0), reader.GetString(1), reader.GetString(2).Split(' '))
            : throw Damaged();
    }

    /// <summary>Every record that tells something about the vulnerability, with the part it is of.</summary>
    public IReadOnlyList<(int Source, string[] Vulnerabilities, Advisory Advisory)> Details(string vulnerability)
    {
        var details = new List<(int, string[], Advisory)>();
        _details.Parameters[0].Value = vulnerability;
        using SqliteDataReader reader = _details.ExecuteReader();
        while (reader.Read())
        {
            details.Add(
                (
                    reader.GetInt32(0),
                    reader.GetString(2).Split(' '),
                    BodyCodec.Decode(reader.GetString(1), Body(reader, 3))));
        }

        return details;
    }

    /// <summary>When a record came out; null where its feed does not say.</summary>
    public DateTimeOffset? Published(long advisory)
    {
        _body.Parameters[0].Value = advisory;
        using SqliteDataReader reader = _body.ExecuteReader();
        return reader.Read() ? BodyCodec.Decode(reader.GetString(0), Body(reader, 1)).Published : null;
    }

    /// <summary>The parts that speak of the vulnerability.</summary>
    public IReadOnlyList<int> Sources(string vulnerability)
    {
        var sources = new List<int>();
        _sources.Parameters[0].Value = vulnerability;
        using SqliteDataReader reader = _sources.ExecuteReader();
        while (reader.Read())
        {
            sources.Add(reader.GetInt32(0));
        }

        return sources;
    }

    public KnownExploited? Kev(string cve)
    {
        _kev.Parameters[0].Value = cve;
        using SqliteDataReader reader = _kev.ExecuteReader();
        return reader.Read()
            ? new KnownExploited(
                DateOnly.ParseExact(reader.GetString(0), "O"),
                reader.IsDBNull(1) ? null : DateOnly.ParseExact(reader.GetString(1), "O"),
                reader.GetInt32(2) != 0,
                reader.GetString(3))
            : null;
    }

    public (double Score, double Percentile)? Epss(string cve)
    {
        if (CveNumber.Parse(cve) is not { } number)
        {
            return null;
        }

        _epss.Parameters[0].Value = number;
        using SqliteDataReader reader = _epss.ExecuteReader();
        return reader.Read() ? (reader.GetDouble(0), reader.GetDouble(1)) : null;
    }

    public IReadOnlyList<AdvisoryHit> Search(string text, int most)
    {
        var found = new SortedSet<long>();
        using (
            SqliteCommand byName = Command(
                "SELECT DISTINCT advisory FROM vuln WHERE name = $1 COLLATE BINARY LIMIT $2",
                2))
        {
            Collect(byName, text.ToUpperInvariant(), most, found);
            Collect(byName, text, most, found);
        }

        using (
            SqliteCommand byPackage = Command(
                "SELECT DISTINCT advisory FROM affected WHERE scope = $3 AND name = $1 LIMIT $2",
                3))
        {
            foreach (int scope in _scopes.Values)
            {
                byPackage.Parameters[2].Value = scope;
                Collect(byPackage, text, most, found);
            }
        }

        IReadOnlyDictionary<long, List<AffectedPackage>> packages = Packages([.. found.Take(most)]);
        return [.. found.Take(most).Select(advisory => Load(advisory, packages))];
    }

    public static SkepException Damaged() =>
        new(ErrorKind.Invalid, "the advisory database is damaged", "delete it and run: skep db update");

    public void Dispose()
    {
        foreach (SqliteCommand command in (SqliteCommand[])[_affected, _head, _details, _body, _sources, _kev, _epss])
        {
            command.Dispose();
        }
    }

    private static byte[]? Body(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    private static void Collect(SqliteCommand command, string text, int most, SortedSet<long> found)
    {
        command.Parameters[0].Value = text;
        command.Parameters[1].Value = most;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read() && found.Count < most)
        {
            found.Add(reader.GetInt64(0));
        }
    }

    private AdvisoryHit Load(long advisory, IReadOnlyDictionary<long, List<AffectedPackage>> packages)
    {
        using SqliteCommand select = Command(
            "SELECT s.feed, a.name, a.vulns, a.body FROM advisory a JOIN source s ON s.id = a.source WHERE a.id = $1",
            1);
        select.Parameters[0].Value = advisory;
        using SqliteDataReader reader = select.ExecuteReader();
        reader.Read();
        Advisory read = BodyCodec.Decode(reader.GetString(1), Body(reader, 3));
        return new AdvisoryHit(
            reader.GetString(0),
            reader.GetString(2).Split(' '),
            read with
            {
                Affected = packages.GetValueOrDefault(advisory) ?? [],
            });
    }

    // Not indexed by advisory: only the search asks, and one scan for all hits takes a tenth of a second.
    private Dictionary<long, List<AffectedPackage>> Packages(IReadOnlyList<long> advisories)
    {
        var packages = new Dictionary<long, List<AffectedPackage>>();
        using SqliteCommand select = Command(
            $"""
            SELECT f.advisory, s.name, f.name, f.rule FROM affected f JOIN scope s ON s.id = f.scope
              WHERE f.advisory IN ({string.Join(',', advisories)})
            """,
            0);
        using SqliteDataReader reader = select.ExecuteReader();
        while (reader.Read())
        {
            if (!packages.TryGetValue(reader.GetInt64(0), out List<AffectedPackage>? list))
            {
                packages.Add(reader.GetInt64(0), list = []);
            }

            list.Add(RuleCodec.Decode(reader.GetString(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3)));
        }

        return packages;
    }

    private SqliteCommand Command(string sql, int parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 1; i <= parameters; i++)
        {
            command.Parameters.AddWithValue($"${i}", DBNull.Value);
        }

        return command;
    }
}

/// <summary>What one advisory says about a looked-up package.</summary>
internal readonly record struct StoredRule(long Advisory, AffectedPackage Package);

/// <summary>The identity of an advisory.</summary>
internal sealed record AdvisoryHead(int Source, string Name, IReadOnlyList<string> Vulnerabilities);
