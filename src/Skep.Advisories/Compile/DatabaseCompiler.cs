using System.Globalization;
using Microsoft.Data.Sqlite;
using Skep.Advisories.Feeds;
using Skep.Advisories.Model;
using Skep.Core;
using Skep.Packages;

namespace Skep.Advisories.Compile;

/// <summary>Writes a new database file out of what feeds give and what of an older file stays.</summary>
/// <remarks>
/// Advisories are written as they come; rows of the two large indexes wait in a staging file beside it and are
/// merged, sorted, with the kept rows of the old file at the end, so memory stays small whatever the feeds' size. The
/// target is a temporary file that only <see cref="Complete"/> makes valid: a process killed before leaves nothing
/// that opens.
/// </remarks>
internal sealed class DatabaseCompiler : IAdvisorySink, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _stageFile;
    private readonly bool _hasOld;
    private readonly CompilerStatements _statements;
    private readonly SourceTable _sources;
    private readonly Dictionary<string, int> _scopes = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Source, string Name), AdvisoryRow> _rows = [];
    private readonly Dictionary<string, IEcosystem> _ecosystems = Ecosystems.All.ToDictionary(
        ecosystem => ecosystem.Id.Value,
        StringComparer.Ordinal);

    private readonly MemoryStream _buffer = new();
    private long _nextAdvisory;
    private readonly HashSet<SourceRow> _container = [];
    private SourceRow? _current;
    private bool _hasKev;
    private bool _hasEpss;
    private int _kevSource;
    private int _epssSource;

    public DatabaseCompiler(string file, string? oldFile, CompileOptions options)
    {
        _stageFile = file + ".stage";
        File.Delete(_stageFile);
        _hasOld = oldFile is not null;
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();

        // Durability comes from the rename after everything is written and verified.
        Execute("PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;");
        Attach("stage", _stageFile);
        Execute("PRAGMA stage.journal_mode=OFF; PRAGMA stage.synchronous=OFF;");
        Execute(Schema.Main);
        Execute(Schema.Stage);
        if (oldFile is not null)
        {
            Attach("old", oldFile);
            Execute("INSERT INTO scope SELECT * FROM old.scope; INSERT INTO source SELECT * FROM old.source;");
            _nextAdvisory = Scalar("SELECT ifnull(max(id), 0) FROM old.advisory");
            using SqliteCommand scopes = Command("SELECT name, id FROM scope");
            using SqliteDataReader reader = scopes.ExecuteReader();
            while (reader.Read())
            {
                _scopes[reader.GetString(0)] = reader.GetInt32(1);
            }
        }

        _sources = new SourceTable(_connection, options);
        _statements = new CompilerStatements(_connection);
        Execute("BEGIN");
    }

    /// <summary>What was read, by part.</summary>
    public IReadOnlyList<ImportedPart> Parts => _sources.Imported;

    /// <summary>Some file could be read in part only.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>Takes problems; the importer sets it to know the file.</summary>
    public Action<Problem> OnProblem { get; set; } = static _ => { };

    public void Begin(FeedPart part)
    {
        if (_current is null || _current.Part.Feed != part.Feed || _current.Part.Name != part.Name)
        {
            _current = _sources.Get(part);
        }

        _current.Note(part);
        _container.Add(_current);
        foreach (string scope in part.Scopes)
        {
            _current.Scopes.Add(ScopeId(scope));
        }
    }

    public void Add(Advisory advisory)
    {
        SourceRow source = _current ?? throw new InvalidOperationException("a feed must call Begin first");
        var key = (source.Id, advisory.Id);
        if (!_rows.TryGetValue(key, out AdvisoryRow row))
        {
            row = Insert(advisory, source);
        }

        if (!advisory.IsWithdrawn)
        {
            foreach (AffectedPackage package in advisory.Affected)
            {
                _statements.InsertAffected(
                    ScopeId(package.Scope),
                    Normalise(package),
                    row.Id,
                    row.Next++,
                    RuleCodec.Encode(package, _buffer));
                source.Rows++;
            }
        }

        source.Note(advisory.Modified ?? advisory.Published);
        _rows[key] = row;
    }

    public void Add(KnownExploitedCve exploited)
    {
        _hasKev = true;
        _kevSource = _current!.Id;
        _statements.InsertKev(exploited);
        _current.Advisories++;
    }

    public void Add(ExploitProbability probability)
    {
        if (CveNumber.Parse(probability.Cve) is { } number)
        {
            _hasEpss = true;
            _epssSource = _current!.Id;
            _statements.InsertEpss(number, probability);
            _current.Advisories++;
        }
    }

    public void Add(Problem problem) => OnProblem(problem);

    public void AddDamage(Problem problem)
    {
        OnProblem(problem);
        Loosen();
    }

    /// <summary>A file or archive begins; what it brings may be taken as loose later.</summary>
    public void StartContainer() => _container.Clear();

    /// <summary>
    /// The present file or archive is not whole: the parts it brings replace nothing but their records.
    /// </summary>
    public void Loosen()
    {
        IsPartial = true;
        foreach (SourceRow row in _container)
        {
            row.Loosen();
            _hasKev &= row.Id != _kevSource;
            _hasEpss &= row.Id != _epssSource;
        }
    }

    /// <summary>Merges, joins aliases, and marks the file as whole.</summary>
    public void Complete(DateTimeOffset now, CancellationToken cancellationToken)
    {
        _sources.Write();
        Execute("COMMIT; BEGIN");
        cancellationToken.ThrowIfCancellationRequested();
        if (_hasOld)
        {
            KeepOld();
        }

        Execute(Merge("affected", "scope, name, advisory, seq, rule", "1, 2, 3, 4"));
        cancellationToken.ThrowIfCancellationRequested();
        Execute(Merge("vuln", "name, advisory, min(kind)", "1, 2"));
        new AliasJoin(_connection).Run(cancellationToken);
        Execute(Schema.Count);
        Execute(
            $"INSERT INTO meta VALUES ('schema', '{Schema.Version}'), ('created', '{now.ToUnixTimeSeconds()}')");
        Execute("INSERT OR REPLACE INTO meta SELECT 'advisories', count(*) FROM advisory");
        Execute("INSERT OR REPLACE INTO meta VALUES ('complete', 'yes')");
        Execute("COMMIT");
    }

    public void Dispose()
    {
        _statements.Dispose();
        _connection.Dispose();
        _buffer.Dispose();
        File.Delete(_stageFile);
    }

    private AdvisoryRow Insert(Advisory advisory, SourceRow source)
    {
        var row = new AdvisoryRow(++_nextAdvisory);
        source.Advisories++;
        byte[]? body = BodyCodec.Encode(advisory, _buffer);
        string vulns = AliasJoin.OwnNames(advisory);
        _statements.InsertAdvisory(row.Id, source.Id, advisory.Id, vulns, body);

        int kind =
            body is null
            || (
                advisory.Description.Length == 0
                && advisory.Cvss.Count == 0
                && advisory.Cwes.Count == 0
                && advisory.Severity == Severity.Unknown)
                ? Schema.KindBare
                : Schema.KindDetailed;
        _statements.InsertVuln(advisory.Id, row.Id, kind);
        foreach (string alias in advisory.Aliases)
        {
            _statements.InsertVuln(alias, row.Id, kind);
        }

        foreach (string covered in advisory.Covers)
        {
            _statements.InsertVuln(covered, row.Id, Schema.KindCovered);
        }

        return row;
    }

    // Kept: parts that were not read again, less the single records that were.
    private void KeepOld()
    {
        Execute(_sources.ReplacedSql());
        Execute(
            """
            CREATE INDEX temp_name ON advisory(source, name);
            INSERT INTO stage.dropped SELECT o.id FROM old.advisory o WHERE o.source IN (SELECT id FROM temp.replaced)
              OR EXISTS (SELECT 1 FROM advisory n WHERE n.source = o.source AND n.name = o.name);
            INSERT INTO advisory SELECT * FROM old.advisory WHERE id NOT IN (SELECT advisory FROM stage.dropped);
            DROP INDEX temp_name;
            INSERT OR IGNORE INTO coverage SELECT * FROM old.coverage WHERE source NOT IN (SELECT id
              FROM temp.replaced);
            """);
        if (!_hasKev)
        {
            Execute("INSERT OR IGNORE INTO kev SELECT * FROM old.kev");
        }

        if (!_hasEpss)
        {
            Execute("INSERT OR IGNORE INTO epss SELECT * FROM old.epss");
        }
    }

    private string Merge(string table, string columns, string order)
    {
        string group = columns.Contains("min(", StringComparison.Ordinal) ? $" GROUP BY {order}" : string.Empty;
        string kept = _hasOld
            ? $" UNION ALL SELECT * FROM old.{table} WHERE advisory NOT IN (SELECT advisory FROM stage.dropped)"
            : string.Empty;
        return $"INSERT INTO {table} SELECT {columns} FROM (SELECT * FROM stage.{table}{kept}){group} ORDER BY {order}";
    }

    private string Normalise(AffectedPackage package) =>
        _ecosystems.TryGetValue(package.Scope, out IEcosystem? ecosystem)
            ? ecosystem.NormaliseName(package.Name)
            : package.Name;

    private int ScopeId(string scope)
    {
        if (!_scopes.TryGetValue(scope, out int id))
        {
            id = _scopes.Count == 0 ? 1 : _scopes.Values.Max() + 1;
            _scopes.Add(scope, id);
            _statements.InsertScope(id, scope);
        }

        return id;
    }

    private void Attach(string name, string file)
    {
        using SqliteCommand command = Command($"ATTACH $file AS {name}");
        command.Parameters.AddWithValue("$file", file);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = Command(sql);
        command.ExecuteNonQuery();
    }

    private long Scalar(string sql)
    {
        using SqliteCommand command = Command(sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private record struct AdvisoryRow(long Id)
    {
        public int Next { get; set; }
    }
}
