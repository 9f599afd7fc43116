namespace Skep.Advisories.Feeds.RedHat;

/// <summary>The scopes of Red Hat's products, as their CPEs name them.</summary>
internal static class RedHatProducts
{
    // Besides the release itself, products whose packages bear names that the release does not use.
    private static readonly string[] OfTheRelease =
        ["enterprise_linux", "rhel_software_collections", "rhel_dotnet", "devtools"];

    /// <summary>
    /// The release's scope (<c>rhel:8</c>), or the stream's or product's own (<c>rhel-eus:8.4</c>); null for another
    /// vendor's.
    /// </summary>
    public static string? ScopeOf(string cpe)
    {
        if (cpe.Split(':') is not [_, _, "redhat", var product, .. var rest])
        {
            return null;
        }

        string version = rest.Length > 0 ? rest[0] : string.Empty;
        if (!OfTheRelease.Contains(product))
        {
            return $"{product.Replace('_', '-')}:{version}";
        }

        // "rhel_software_collections:3::el7": the release stands in the edition.
        string? edition = Array.Find(rest, word => word.StartsWith("el", StringComparison.Ordinal) && word.Length > 2);
        string release = product == "enterprise_linux" ? version.Split('.')[0] : edition?[2..] ?? string.Empty;
        return release.Length > 0 && release.All(char.IsAsciiDigit) ? $"rhel:{release}" : null;
    }
}
