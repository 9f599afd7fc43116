using CsCheck;
using Skep.Secrets.Literals;

namespace Skep.Secrets.Tests.Literals;

public sealed class BlockIndexTests
{
    private static readonly Literal[] Keywords =
    [
        new("password", true), new("secret_access_key", true), new("BEGIN RSA PRIVATE KEY", false),
        new("hooks.x", false),
    ];

    private static readonly BlockIndex Index = new(Keywords, Enumerable.Range(0, Keywords.Length));

    [Fact]
    public void Every_keyword_is_found_once_wherever_it_lies() =>
        Text.Sample(text => Assert.Equal(Naive(text), Found(text)), iter: 3000);

    private static Gen<byte[]> Text => Gen.OneOf(
            Gen.Int[0, Keywords.Length - 1].Select(i => Keywords[i].Text),
            Gen.Const("PassWord"),
            Gen.String[Gen.Char['\0', '\x7F'], 0, 40])
        .Array[0, 20]
        .Select(parts => System.Text.Encoding.Latin1.GetBytes(string.Concat(parts)));

    private static List<Hit> Naive(byte[] text) =>
    [
        .. from at in Enumerable.Range(0, text.Length)
           from literal in Enumerable.Range(0, Keywords.Length)
           where Keywords[literal].IsAt(text, at)
           select new Hit(literal, at),
    ];

    private static List<Hit> Found(byte[] text)
    {
        var hits = new HitList(stackalloc Hit[4]);
        Index.Find(text, 0, text.Length, ref hits);
        var found = new List<Hit>();
        for (int i = 0; i < hits.Count; i++)
        {
            found.Add(hits[i]);
        }

        hits.Dispose();
        return [.. found.OrderBy(hit => hit.Position).ThenBy(hit => hit.Literal)];
    }
}
