using Microsoft.Data.Sqlite;
using Skep.Advisories.Model;

namespace Skep.Advisories.Compile;

/// <summary>
/// Finds under which vulnerability each advisory is reported, joining the names that different publishers use.
/// </summary>
/// <remarks>
/// A record that names CVEs is about those, one by one. A record that names none (a PYSEC entry that knows only its
/// GHSA) is about the CVEs of the records that share a name with it; where nobody knows a CVE, all that share names
/// are one vulnerability under the best known name. CVEs are never joined with each other: notices and multi-CVE
/// records only point at several.
/// </remarks>
internal sealed class AliasJoin(SqliteConnection connection)
{
    // A name shared by more records than this is no name ("GHSA-xxxx" placeholders); joining through it would be wrong.
    private const int MaxSharers = 64;

    /// <summary>
    /// The vulnerabilities the advisory names itself, separated by spaces; empty when only others can tell.
    /// </summary>
    public static string OwnNames(Advisory advisory)
    {
        if (advisory.Covers.Count > 0)
        {
            return string.Join(' ', advisory.Covers.Distinct(StringComparer.Ordinal));
        }

        return IsCve(advisory.Id)
            ? advisory.Id
            : string.Join(' ', advisory.Aliases.Where(IsCve).Distinct(StringComparer.Ordinal));
    }

    public void Run(CancellationToken cancellationToken)
    {
        var open = new List<(long Id, string Name)>();
        using (SqliteCommand select = connection.CreateCommand())
        {
            select.CommandText = "SELECT id, name FROM advisory WHERE joined = 1";
            using SqliteDataReader reader = select.ExecuteReader();
            while (reader.Read())
            {
                open.Add((reader.GetInt64(0), reader.GetString(1)));
            }
        }

        using SqliteCommand sharers = Parameterised(
            """
            SELECT a.id, a.name, CASE WHEN a.joined THEN '' ELSE a.vulns END
              FROM vuln v JOIN advisory a ON a.id = v.advisory
              WHERE v.name = $1 AND v.kind < 2 LIMIT 65
            """,
            "$1");
        using SqliteCommand update = Parameterised("UPDATE advisory SET vulns = $1 WHERE id = $2", "$1", "$2");
        var bodies = new BodyNames(connection);
        foreach ((long id, string name) in open)
        {
            cancellationToken.ThrowIfCancellationRequested();
            update.Parameters[0].Value = Resolve(name, bodies.Read(id, name), bodies, sharers);
            update.Parameters[1].Value = id;
            update.ExecuteNonQuery();
        }
    }

    private static string Resolve(string id, IReadOnlyList<string> own, BodyNames bodies, SqliteCommand sharers)
    {
        var known = new SortedSet<string>(own, StringComparer.Ordinal);
        var cves = new SortedSet<string>(StringComparer.Ordinal);

        // Two steps: the records that share a name with this one, and those that share a name with them.
        foreach (string name in own.Concat(Step(own, known, cves, bodies, sharers)).ToArray())
        {
            Step([name], known, cves, bodies, sharers);
        }

        if (cves.Count > 0)
        {
            return string.Join(' ', cves);
        }

        return known.FirstOrDefault(name => name.StartsWith("GHSA-", StringComparison.Ordinal))
            ?? known.FirstOrDefault()
            ?? id;
    }

    private static List<string> Step(
        IEnumerable<string> names,
        SortedSet<string> known,
        SortedSet<string> cves,
        BodyNames bodies,
        SqliteCommand sharers)
    {
        var found = new List<string>();
        foreach (string name in names)
        {
            var rows = new List<(long Id, string Name, string Vulns)>();
            sharers.Parameters[0].Value = name;
            using (SqliteDataReader reader = sharers.ExecuteReader())
            {
                while (reader.Read())
                {
                    rows.Add((reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
                }
            }

            foreach ((long id, string advisory, string vulns) in rows.Count > MaxSharers ? [] : rows)
            {
                cves.UnionWith(vulns.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                found.AddRange(bodies.Read(id, advisory).Where(known.Add));
            }
        }

        return found;
    }

    private static bool IsCve(string name) => name.StartsWith("CVE-", StringComparison.Ordinal);

    private SqliteCommand Parameterised(string sql, params ReadOnlySpan<string> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (string parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter, DBNull.Value);
        }

        return command;
    }
}

/// <summary>Reads the names that an advisory in the database gives itself.</summary>
internal sealed class BodyNames(SqliteConnection connection)
{
    public IReadOnlyList<string> Read(long id, string name)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT body FROM advisory WHERE id = $1";
        command.Parameters.AddWithValue("$1", id);
        return [name, .. BodyCodec.Decode(name, command.ExecuteScalar() as byte[]).Aliases];
    }
}
