using CsCheck;
using Skep.Secrets.Literals;
using Skep.Secrets.Matching;

namespace Skep.Secrets.Tests.Literals;

public sealed class TokenIndexTests
{
    private static readonly Literal[] Keywords = [new("AKIA", false), new("sk-", false), new("x1.", true)];

    private static readonly string[] Parts = ["X1.", "\\n", "%3D", " ", "0123456789", "-", "."];

    private static readonly TokenIndex Index = new(Keywords, Enumerable.Range(0, Keywords.Length));

    [Fact]
    public void Every_keyword_that_a_long_token_begins_with_is_found() =>
        Text.Sample(text => Assert.Subset(Hits(text, [text.Length]), Begun(text)), iter: 3000);

    [Fact]
    public void Stretches_find_what_the_whole_finds() =>
        Gen.Select(Text, Gen.Int[1, 40]).Sample((text, step) =>
        {
            int[] ends = [.. Enumerable.Range(1, text.Length).Where(at => at % step == 0), text.Length];
            Assert.Subset(Hits(text, ends), Begun(text));
        }, iter: 2000);

    [Fact]
    public void Nothing_is_found_within_words_and_in_short_ones()
    {
        Assert.Empty(Hits("fooAKIA0123456789abcdef AKIA0123456789a, AKIA"u8.ToArray(), [46]));
        Assert.Equal([new Hit(0, 2)], Hits("\\nAKIA0123456789abcdef"u8.ToArray(), [22]));
        Assert.Equal([new Hit(1, 3)], Hits("%3Dsk-A0123456789abcdef"u8.ToArray(), [23]));
    }

    private static Gen<byte[]> Text => Gen.OneOf(
            Gen.Int[0, Keywords.Length - 1].Select(i => Keywords[i].Text),
            Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]),
            Gen.String[Gen.Char['a', 'z'], 0, 30],
            Gen.String[Gen.Char['\0', '\xFF'], 0, 5])
        .Array[0, 40]
        .Select(parts => System.Text.Encoding.Latin1.GetBytes(string.Concat(parts)));

    private static HashSet<Hit> Begun(byte[] text) =>
    [
        .. from at in Enumerable.Range(0, text.Length)
           from literal in Enumerable.Range(0, Keywords.Length)
           where Keywords[literal].IsAt(text, at) && Bytes.IsTokenStart(text, at)
               && text.Skip(at).TakeWhile(TokenIndex.Set.Contains).Count() >= TokenIndex.MinLength
           select new Hit(literal, at),
    ];

    private static HashSet<Hit> Hits(byte[] text, int[] ends)
    {
        var hits = new HitList(stackalloc Hit[4]);
        int from = 0;
        foreach (int end in ends)
        {
            Index.Find(text, from, end, ref hits);
            from = end;
        }

        var found = new HashSet<Hit>();
        for (int i = 0; i < hits.Count; i++)
        {
            Assert.True(found.Add(hits[i]), "a keyword is found once");
        }

        hits.Dispose();
        return found;
    }
}
