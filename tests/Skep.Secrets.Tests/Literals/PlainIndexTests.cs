using Skep.Secrets.Literals;
using Skep.Secrets.Rules;
using Skep.Secrets.Tests.Rules;

namespace Skep.Secrets.Tests.Literals;

public sealed class PlainIndexTests
{
    [Fact]
    public void Short_texts_are_found_what_files_are()
    {
        Literal[] keywords = [.. RuleSources.All.Rules.SelectMany(rule => rule.Keywords).Distinct()];
        var plain = new PlainIndex(keywords);
        var full = new LiteralIndex(keywords, [.. Enumerable.Range(0, keywords.Length)], _ => false);
        foreach (RuleSample sample in RuleSources.All.Rules.SelectMany(rule => rule.Samples.Matching))
        {
            byte[] text = System.Text.Encoding.Latin1.GetBytes(sample.Content);
            Assert.Equal(Hits(full, text), Hits(plain, text));
        }
    }

    private static List<Hit> Hits(ILiteralIndex index, byte[] text)
    {
        var hits = new HitList(stackalloc Hit[4]);
        index.Find(text, 0, text.Length, ref hits);
        var found = new List<Hit>();
        for (int i = 0; i < hits.Count; i++)
        {
            found.Add(hits[i]);
        }

        hits.Dispose();
        return [.. found.OrderBy(hit => hit.Position).ThenBy(hit => hit.Literal)];
    }
}
