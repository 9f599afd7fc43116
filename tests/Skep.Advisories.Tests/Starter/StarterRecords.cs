using System.Text.Json;
using Skep.Advisories.Feeds.Osv;
using Skep.Advisories.Starter;
using Skep.Core;
using Skep.Packages;

namespace Skep.Advisories.Tests.Starter;

/// <summary>The starter set's records and their claims, one by one.</summary>
internal static class StarterRecords
{
    private static readonly Lazy<JsonDocument> Document = new(() =>
    {
        using Stream stream = StarterSet.OpenRead();
        return JsonDocument.Parse(stream);
    });

    public static IEnumerable<JsonElement> All => Document.Value.RootElement.EnumerateArray();

    /// <summary>Every range of every package: introduced, then fixed or the last affected.</summary>
    public static IEnumerable<Claim> Claims =>
        from record in All
        from affected in record.GetProperty("affected").EnumerateArray()
        where affected.TryGetProperty("ranges", out _)
        from range in affected.GetProperty("ranges").EnumerateArray()
        from claim in Read(record.GetProperty("id").GetString()!, affected.GetProperty("package"), range)
        select claim;

    /// <summary>The order of the versions of an OSV ecosystem.</summary>
    public static IVersionOrder OrderOf(string ecosystem)
    {
        string id = OsvEcosystems.Family(ecosystem) switch
        {
            "Alpine" => "apk",
            "Debian" or "Ubuntu" => "deb",
            "AlmaLinux" or "Red Hat" or "Rocky Linux" => "rpm",
            "Bitnami" => "generic",
            _ => OsvEcosystems.Scope(ecosystem) ?? ecosystem,
        };
        return Ecosystems.All.Single(known => known.Id.Value == id).Versions;
    }

    private static IEnumerable<Claim> Read(string id, JsonElement package, JsonElement range)
    {
        string ecosystem = package.GetProperty("ecosystem").GetString()!;
        string name = package.GetProperty("name").GetString()!;
        string? introduced = null;
        foreach (JsonProperty change in range.GetProperty("events").EnumerateArray()
            .Select(item => item.EnumerateObject().Single()))
        {
            string version = change.Value.GetString()!;
            if (change.Name == "introduced")
            {
                Assert.True(introduced is null, $"{id} {name}: two starts without an end");
                introduced = version;
                continue;
            }

            Assert.True(introduced is not null, $"{id} {name}: an end without a start");
            yield return new Claim(id, ecosystem, name, introduced, change.Name, version);
            introduced = null;
        }

        if (introduced is not null)
        {
            yield return new Claim(id, ecosystem, name, introduced, "never", null);
        }
    }
}

/// <summary>What the set says about one interval of versions of one package.</summary>
internal sealed record Claim(
    string Id, string Ecosystem, string Name, string Introduced, string EndKind, string? End);
