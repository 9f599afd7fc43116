namespace Skep.Advisories.Compile;

/// <summary>The tables of a compiled advisory database.</summary>
/// <remarks>
/// Raise <see cref="Version"/> whenever the tables or the two blob layouts change: an older file is then refused with
/// the hint to import again. <c>affected</c> is one clustered index in look-up order; <c>advisory.body</c> stands
/// last so that a look-up that does not need it never reads its pages. <c>advisory.vulns</c> holds the
/// vulnerabilities a record is about, joined over all feeds (<see cref="AliasJoin"/>), separated by spaces.
/// </remarks>
internal static class Schema
{
    public const int Version = 2;

    public const string Main = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE scope(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE source(id INTEGER PRIMARY KEY, feed TEXT NOT NULL, part TEXT NOT NULL, newest INTEGER,
          imported INTEGER NOT NULL,
          fetched INTEGER, starter INTEGER NOT NULL, records INTEGER NOT NULL, UNIQUE(feed, part));
        CREATE TABLE coverage(scope INTEGER NOT NULL, source INTEGER NOT NULL, records INTEGER NOT NULL,
          PRIMARY KEY(scope, source)) WITHOUT ROWID;
        CREATE TABLE advisory(id INTEGER PRIMARY KEY, source INTEGER NOT NULL, joined INTEGER NOT NULL,
          name TEXT NOT NULL,
          vulns TEXT NOT NULL, body BLOB);
        CREATE TABLE affected(scope INTEGER NOT NULL, name TEXT NOT NULL, advisory INTEGER NOT NULL,
          seq INTEGER NOT NULL,
          rule BLOB NOT NULL, PRIMARY KEY(scope, name, advisory, seq)) WITHOUT ROWID;
        CREATE TABLE vuln(name TEXT NOT NULL, advisory INTEGER NOT NULL, kind INTEGER NOT NULL,
          PRIMARY KEY(name, advisory)) WITHOUT ROWID;
        CREATE TABLE kev(cve TEXT PRIMARY KEY, added TEXT NOT NULL, due TEXT, ransomware INTEGER NOT NULL,
          action TEXT NOT NULL)
          WITHOUT ROWID;
        CREATE TABLE epss(cve INTEGER PRIMARY KEY, score REAL NOT NULL, percentile REAL NOT NULL);
        """;

    /// <summary>How many records each part holds, and how many of them are about each scope it speaks for.</summary>
    public const string Count = """
        UPDATE source SET records = ifnull((SELECT n FROM (SELECT source AS s, count(*) AS n FROM advisory GROUP BY 1)
          WHERE s = source.id), records);
        CREATE TEMP TABLE counted AS SELECT f.scope AS scope, a.source AS source, count(DISTINCT f.advisory) AS n
          FROM affected f JOIN advisory a ON a.id = f.advisory GROUP BY 1, 2;
        UPDATE coverage SET records = ifnull((SELECT n FROM counted c
          WHERE c.scope = coverage.scope AND c.source = coverage.source), 0);
        DROP TABLE counted;
        """;

    /// <summary>New rows, in the order feeds gave them, until they are sorted into place.</summary>
    public const string Stage = """
        CREATE TABLE stage.affected(scope INTEGER, name TEXT, advisory INTEGER, seq INTEGER, rule BLOB);
        CREATE TABLE stage.vuln(name TEXT, advisory INTEGER, kind INTEGER);
        CREATE TABLE stage.dropped(advisory INTEGER PRIMARY KEY);
        """;

    /// <summary>
    /// How a name in <c>vuln</c> stands to its advisory: its own or an alias, with or without a body worth reading.
    /// </summary>
    public const int KindDetailed = 0;

    public const int KindBare = 1;

    /// <summary>A vulnerability that a notice covers.</summary>
    public const int KindCovered = 2;
}
