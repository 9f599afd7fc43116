using System.Globalization;
using Microsoft.Data.Sqlite;
using Skep.Advisories.Compile;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories;

/// <summary>A compiled advisory database, open for reading.</summary>
/// <remarks>
/// The file is never written once it is in place, so it is opened as immutable: no locks, no journal, any number of
/// processes. One instance serves one thread at a time.
/// </remarks>
public sealed class AdvisoryDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly DatabaseQueries _queries;

    private AdvisoryDatabase(SqliteConnection connection, string path, DatabaseStatus status)
    {
        _connection = connection;
        Path = path;
        Status = status;
        _queries = new DatabaseQueries(connection);
    }

    public string Path { get; }

    /// <summary>What is in it.</summary>
    public DatabaseStatus Status { get; }

    internal DatabaseQueries Queries => _queries;

    /// <exception cref="SkepException">It is not there, damaged, unfinished, or of another version of Skep.</exception>
    public static AdvisoryDatabase Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new SkepException(ErrorKind.NotFound, $"no advisory database at '{path}'", "run: skep db update");
        }

        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource =
                    ImmutableUri(path),
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString());
        try
        {
            connection.Open();
            Dictionary<string, string> meta = ReadMeta(connection);
            if (
                meta.GetValueOrDefault("complete") != "yes"
                || meta.GetValueOrDefault("schema") != Schema.Version.ToString(CultureInfo.InvariantCulture))
            {
                throw new SkepException(
                    ErrorKind.Conflict,
                    $"the advisory database '{path}' was written by another version of Skep or never finished",
                    "run: skep db update, or skep db import");
            }

            return new AdvisoryDatabase(connection, path, DatabaseStatus.Read(connection, meta));
        }
        catch (Exception failure)
        {
            connection.Dispose();
            if (failure is SqliteException or InvalidCastException or FormatException)
            {
                throw new SkepException(
                    ErrorKind.Invalid,
                    $"'{path}' is not an advisory database, or it is damaged",
                    "delete it and run: skep db update",
                    failure);
            }

            throw;
        }
    }

    /// <summary>
    /// Records that carry <paramref name="text"/> as id or alias, or that name a package so; at most
    /// <paramref name="most"/>.
    /// </summary>
    public IReadOnlyList<AdvisoryHit> Search(string text, int most) => _queries.Search(text, most);

    public void Dispose()
    {
        _queries.Dispose();
        _connection.Dispose();
    }

    // Only SQLite's own URI form can say that nobody writes the file.
    private static string ImmutableUri(string path)
    {
        string escaped = Uri.EscapeDataString(System.IO.Path.GetFullPath(path));
        return $"file:{escaped.Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1";
    }

    private static Dictionary<string, string> ReadMeta(SqliteConnection connection)
    {
        var meta = new Dictionary<string, string>(StringComparer.Ordinal);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT key, value FROM meta";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            meta[reader.GetString(0)] = reader.GetString(1);
        }

        return meta;
    }
}

/// <summary>A record found by <see cref="AdvisoryDatabase.Search"/>.</summary>
/// <param name="Feed">The feed it is of.</param>
/// <param name="Vulnerabilities">The ids under which findings of it are reported.</param>
/// <param name="Advisory">The record, with the packages it names.</param>
public sealed record AdvisoryHit(string Feed, IReadOnlyList<string> Vulnerabilities, Advisory Advisory);
