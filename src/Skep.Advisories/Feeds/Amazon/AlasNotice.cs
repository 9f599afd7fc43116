using System.Xml;
using Skep.Advisories.Model;
using Skep.Advisories.Scoring;

namespace Skep.Advisories.Feeds.Amazon;

/// <summary>Reads one <c>update</c> element.</summary>
internal static class AlasNotice
{
    /// <summary>The notice; null when it is not about security or not of a core repository.</summary>
    public static Advisory? Read(XmlReader reader)
    {
        bool isSecurity = reader.Attribute("type") == "security";
        var notice = new Advisory(string.Empty);
        List<string> cves = [];
        List<(string Scope, string Name, string Version, string Architecture)> packages = [];
        foreach (string field in reader.Children())
        {
            notice = field switch
            {
                "id" => notice with { Id = reader.Text() },
                "title" => notice with { Title = reader.Text() },
                "description" => notice with { Description = reader.Text() },
                "severity" => notice with { Severity = SeverityWords.Parse(reader.Text()) },
                "issued" => notice with { Published = FeedJson.ParseDate(reader.Attribute("date")) },
                "updated" => notice with { Modified = FeedJson.ParseDate(reader.Attribute("date")) },
                _ => notice,
            };
            if (field == "references")
            {
                ReadReferences(reader, cves);
            }
            else if (field == "pkglist")
            {
                ReadPackages(reader, packages);
            }
        }

        return !isSecurity || notice.Id.Length == 0 || packages.Count == 0 ? null : notice with
        {
            Covers = [.. cves.Distinct(StringComparer.Ordinal)],
            Affected = [.. packages.GroupBy(package => package with { Architecture = string.Empty }).Select(Affected)],
        };
    }

    private static AffectedPackage Affected(
        IGrouping<(string Scope, string Name, string Version, string),
            (string, string, string, string Architecture)> group)
    {
        string[] architectures = [.. group.Select(package => package.Architecture).Distinct(StringComparer.Ordinal)];
        return new AffectedPackage(group.Key.Scope, group.Key.Name)
        {
            Ranges = [VersionRange.Below(group.Key.Version)],
            IsBinary = true,
            Architectures = architectures.Contains("noarch") ? [] : architectures,
        };
    }

    private static void ReadReferences(XmlReader reader, List<string> cves)
    {
        foreach (string _ in reader.Children())
        {
            if (reader.Attribute("type") == "cve" && reader.Attribute("id") is { Length: > 0 } id)
            {
                cves.Add(id);
            }
        }
    }

    private static void ReadPackages(XmlReader reader, List<(string, string, string, string)> packages)
    {
        foreach (string _ in reader.Children())
        {
            string? scope = reader.Attribute("short") switch
            {
                "amazon-linux-ami" => "amazon:1",
                ['a', 'm', 'a', 'z', 'o', 'n', '-', 'l', 'i', 'n', 'u', 'x', '-', .. var release]
                    when release.All(char.IsAsciiDigit) => $"amazon:{release}",
                _ => null,
            };
            foreach (string item in reader.Children())
            {
                string name = reader.Attribute("name");
                if (scope is null || item != "package" || name.Length == 0
                    || name.EndsWith("-debuginfo", StringComparison.Ordinal) || reader.Attribute("arch") == "src")
                {
                    continue;
                }

                string epoch = reader.Attribute("epoch") is { } text and not ("" or "0") ? $"{text}:" : string.Empty;
                string version = $"{epoch}{reader.Attribute("version")}-{reader.Attribute("release")}";
                packages.Add((scope, name, version, reader.Attribute("arch")));
            }
        }
    }
}
