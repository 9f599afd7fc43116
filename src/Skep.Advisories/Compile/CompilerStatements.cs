using Microsoft.Data.Sqlite;
using Skep.Advisories.Model;

namespace Skep.Advisories.Compile;

/// <summary>The prepared inserts of a compilation.</summary>
internal sealed class CompilerStatements : IDisposable
{
    private readonly SqliteCommand _scope;
    private readonly SqliteCommand _advisory;
    private readonly SqliteCommand _affected;
    private readonly SqliteCommand _vuln;
    private readonly SqliteCommand _kev;
    private readonly SqliteCommand _epss;

    public CompilerStatements(SqliteConnection connection)
    {
        _scope = Prepare(connection, "INSERT INTO scope VALUES ($1, $2)", SqliteType.Integer, SqliteType.Text);
        _advisory = Prepare(
            connection,
            "INSERT INTO advisory VALUES ($1, $2, $3, $4, $5, $6)",
            SqliteType.Integer,
            SqliteType.Integer,
            SqliteType.Integer,
            SqliteType.Text,
            SqliteType.Text,
            SqliteType.Blob);
        _affected = Prepare(
            connection,
            "INSERT INTO stage.affected VALUES ($1, $2, $3, $4, $5)",
            SqliteType.Integer,
            SqliteType.Text,
            SqliteType.Integer,
            SqliteType.Integer,
            SqliteType.Blob);
        _vuln = Prepare(
            connection,
            "INSERT INTO stage.vuln VALUES ($1, $2, $3)",
            SqliteType.Text,
            SqliteType.Integer,
            SqliteType.Integer);
        _kev = Prepare(
            connection,
            "INSERT OR REPLACE INTO kev VALUES ($1, $2, $3, $4, $5)",
            SqliteType.Text,
            SqliteType.Text,
            SqliteType.Text,
            SqliteType.Integer,
            SqliteType.Text);
        _epss = Prepare(
            connection,
            "INSERT OR REPLACE INTO epss VALUES ($1, $2, $3)",
            SqliteType.Integer,
            SqliteType.Real,
            SqliteType.Real);
    }

    public void InsertScope(int id, string name) => Run(_scope, id, name);

    public void InsertAdvisory(long id, int source, string name, string vulns, byte[]? body) =>
        Run(_advisory, id, source, vulns.Length == 0 ? 1 : 0, name, vulns, (object?)body ?? DBNull.Value);

    public void InsertAffected(int scope, string name, long advisory, int sequence, byte[] rule) =>
        Run(_affected, scope, name, advisory, sequence, rule);

    public void InsertVuln(string name, long advisory, int kind) => Run(_vuln, name, advisory, kind);

    public void InsertKev(KnownExploitedCve exploited) =>
        Run(
            _kev,
            exploited.Cve,
            exploited.Entry.Added.ToString("O"),
            (object?)exploited.Entry.Due?.ToString("O") ?? DBNull.Value,
            exploited.Entry.UsedByRansomware ? 1 : 0,
            exploited.Entry.RequiredAction);

    public void InsertEpss(long cve, ExploitProbability probability) =>
        Run(_epss, cve, probability.Score, probability.Percentile);

    public void Dispose()
    {
        foreach (SqliteCommand command in (SqliteCommand[])[_scope, _advisory, _affected, _vuln, _kev, _epss])
        {
            command.Dispose();
        }
    }

    private static SqliteCommand Prepare(
        SqliteConnection connection,
        string sql,
        params ReadOnlySpan<SqliteType> types)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < types.Length; i++)
        {
            command.Parameters.Add($"${i + 1}", types[i]);
        }

        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
