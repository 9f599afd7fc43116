using System.Text;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Compile;

/// <summary>Packs what an advisory tells a reader (text, ratings, dates, references) into bytes and back.</summary>
internal static class BodyCodec
{
    // What a report shows. Whole articles stay at the reference.
    private const int MaxDescription = 4000;
    private const int MaxTitle = 300;
    private const int MaxReferences = 24;

    /// <summary>Null when there is nothing to tell beyond the id.</summary>
    public static byte[]? Encode(Advisory advisory, MemoryStream buffer)
    {
        if (
            advisory is
            {
                Title: "",
                Description: "",
                Severity: Severity.Unknown,
                Cvss: [],
                Cwes: [],
                References: [],
                Covers: [],
                Aliases: [],
                Published: null,
                Modified: null,
                IsWithdrawn: false
            })
        {
            return null;
        }

        buffer.SetLength(0);
        using var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true);
        writer.Write((byte)advisory.Severity);
        writer.Write(advisory.IsWithdrawn);
        writer.Write(advisory.SeveritySource);
        writer.Write(advisory.Published?.ToUnixTimeSeconds() ?? 0);
        writer.Write(advisory.Modified?.ToUnixTimeSeconds() ?? 0);
        writer.Write(Cut(advisory.Title, MaxTitle));
        writer.Write(Cut(advisory.Description, MaxDescription));
        writer.Write7BitEncodedInt(advisory.Cvss.Count);
        foreach (CvssScore score in advisory.Cvss)
        {
            writer.Write(score.Source);
            writer.Write(score.Version);
            writer.Write(score.Vector);
            writer.Write((float)score.Score);
        }

        RuleCodec.Write(writer, advisory.Cwes);
        RuleCodec.Write(writer, [.. advisory.References.Distinct(StringComparer.Ordinal).Take(MaxReferences)]);
        RuleCodec.Write(writer, advisory.Aliases);
        RuleCodec.Write(writer, advisory.Covers);
        writer.Flush();
        return buffer.ToArray();
    }

    public static Advisory Decode(string name, byte[]? body)
    {
        if (body is null)
        {
            return new Advisory(name);
        }

        var reader = new FieldReader(body);
        return new Advisory(name)
        {
            Severity = (Severity)reader.Byte(),
            IsWithdrawn = reader.Flag(),
            SeveritySource = reader.Text(),
            Published = ReadDate(ref reader),
            Modified = ReadDate(ref reader),
            Title = reader.Text(),
            Description = reader.Text(),
            Cvss = ReadScores(ref reader),
            Cwes = reader.Texts(),
            References = reader.Texts(),
            Aliases = reader.Texts(),
            Covers = reader.Texts(),
        };
    }

    private static CvssScore[] ReadScores(ref FieldReader reader)
    {
        var scores = new CvssScore[reader.Count()];
        for (int i = 0; i < scores.Length; i++)
        {
            string source = reader.Text();
            string version = reader.Text();
            string vector = reader.Text();
            scores[i] = new CvssScore(source, version, vector, Math.Round(reader.Single(), 1));
        }

        return scores;
    }

    private static DateTimeOffset? ReadDate(ref FieldReader reader) =>
        reader.Int64() is var seconds and not 0 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + "…";
    }
}
