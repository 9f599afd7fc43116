using CsCheck;
using Skep.Secrets.Literals;

namespace Skep.Secrets.Tests.Literals;

public sealed class LiteralIndexTests
{
    private static readonly Literal[] Keywords =
    [
        new("AKIA", false), new("ghp_", false), new("sk-", false), new("token", true), new("password", true),
        new("BEGIN RSA PRIVATE KEY", false), new("://", false), new("api_key", true), new("aab", false),
            new("aaaab", false),
    ];

    private static readonly string[] Words =
        [.. Keywords.Select(each => each.Text), "TOKEN", "Password", "API_KEY", "a", "aa", " ", "-----"];

    private static readonly LiteralIndex Index = new(Keywords, [.. Enumerable.Range(0, Keywords.Length)], _ => false);

    [Fact]
    public void Every_keyword_is_found_once_wherever_it_lies() =>
        Text.Sample(text => Assert.Equal(Naive(text), Found(text)), iter: 3000);

    [Fact]
    public void Stretches_find_what_the_whole_finds() =>
        Gen.Select(Text, Gen.Int[1, 30]).Sample((text, step) =>
        {
            var found = new List<Hit>();
            for (int from = 0; from < text.Length; from += 4 * step)
            {
                found.AddRange(Find(text, from, Math.Min(text.Length, from + (4 * step))));
            }

            Assert.Equal(Naive(text), Sorted(found));
        }, iter: 2000);

    [Fact]
    public void Members_that_are_not_asked_for_are_not_found()
    {
        var index = new LiteralIndex(Keywords, [1], _ => false);
        var hits = new HitList(stackalloc Hit[4]);
        index.Find("AKIA ghp_ password"u8, 0, 18, ref hits);
        Assert.Equal(1, hits.Count);
        Assert.Equal(new Hit(1, 5), hits[0]);
    }

    private static Gen<byte[]> Text => Gen.OneOf(
            Gen.Int[0, Words.Length - 1].Select(i => Words[i]),
            Gen.String[Gen.Char['a', 'c'], 0, 5],
            Gen.String[Gen.Char['\0', '\x7F'], 0, 40])
        .Array[0, 20]
        .Select(parts => System.Text.Encoding.Latin1.GetBytes(string.Concat(parts)));

    private static List<Hit> Naive(byte[] text) => Sorted(
        from literal in Enumerable.Range(0, Keywords.Length)
        from at in Enumerable.Range(0, text.Length)
        where Keywords[literal].IsAt(text, at)
        select new Hit(literal, at));

    private static List<Hit> Found(byte[] text) => Sorted(Find(text, 0, text.Length));

    private static List<Hit> Sorted(IEnumerable<Hit> hits) =>
        [.. hits.OrderBy(hit => hit.Position).ThenBy(hit => hit.Literal)];

    private static List<Hit> Find(byte[] text, int from, int to)
    {
        var hits = new HitList(stackalloc Hit[2]);
        Index.Find(text, from, to, ref hits);
        var found = new List<Hit>();
        for (int i = 0; i < hits.Count; i++)
        {
            found.Add(hits[i]);
        }

        hits.Dispose();
        return found;
    }
}
