using System.IO.Compression;
using System.Text.Json;

namespace Skep.Advisories.Tests.Accuracy;

/// <summary>A person's judgement of one match that a scanner made: true or false.</summary>
internal sealed record MatchLabel(string Image, string Name, string Version, string Id, string Cve, bool IsTrue)
{
    public string Repository => Image.Split('@')[0];

    /// <summary>The labels that name a package and are decided.</summary>
    public static IEnumerable<MatchLabel> Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument label = JsonDocument.Parse(line);
            JsonElement root = label.RootElement;
            if (root.TryGetProperty("package", out JsonElement package)
                && package.TryGetProperty("name", out JsonElement name)
                && package.TryGetProperty("version", out JsonElement version)
                && root.GetProperty("label").GetString() is "TP" or "FP")
            {
                string id = root.GetProperty("vulnerability_id").GetString()!;
                yield return new MatchLabel(
                    root.GetProperty("image").GetProperty("exact").GetString()!,
                    package.GetProperty("name").GetString()!,
                    package.GetProperty("version").GetString()!,
                    id,
                    root.TryGetProperty("effective_cve", out JsonElement cve) ? cve.GetString() ?? id : id,
                    root.GetProperty("label").GetString() == "TP");
            }
        }
    }
}
