using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Licenses;

/// <summary>What the licences of packages ask of whoever passes the image on.</summary>
internal sealed class LicenseCheck : IImageCheck
{
    /// <summary>The most of what a package declares that a sentence can hold.</summary>
    private const int MaxShown = 200;

    private static readonly Dictionary<LicenseCategory, ConfigRule> ByCategory = new()
    {
        [LicenseCategory.Restricted] = Rule("restricted", Severity.High, "Licence restricts use",
            "The licence forbids some uses: commercial ones, offering the software as a service, or production.",
            "Buy a commercial licence or replace the package."),
        [LicenseCategory.NetworkCopyleft] = Rule("network-copyleft", Severity.High, "Network copyleft licence",
            "Whoever offers the software over a network must offer the source of the whole work to its users.",
            "Publish the source, keep the package apart as a program of its own, or replace it."),
        [LicenseCategory.StrongCopyleft] = Rule("strong-copyleft", Severity.Medium, "Strong copyleft licence",
            "Whoever passes on a work made with the software must pass on the source of the whole work.",
            "Ship it only as a program of its own with an offer of its source, or replace it."),
        [LicenseCategory.WeakCopyleft] = Rule("weak-copyleft", Severity.Negligible, "Weak copyleft licence",
            "Changes to the software itself must be published; works that use it need not.",
            "Keep changes to it apart and publish them."),
        [LicenseCategory.Unknown] = Rule("unknown", Severity.Low, "Unknown licence",
            "What the package declares is no licence that is known, or it declares none: nobody may rely on any right.",
            "Look the licence up and tell the package's maker to declare it as an SPDX expression."),
    };

    public static IReadOnlyList<ConfigRule> Rules { get; } = [.. ByCategory.Values];

    public string Id => "license/packages";

    public Scanner Scanner => Scanner.License;

    public IEnumerable<Sighting> Check(ImageInventory image, IFileTree files) =>
        image.Packages.Where(package => !package.IsRemoved).Select(Judge).OfType<Sighting>();

    private static Sighting? Judge(ImagePackage package)
    {
        string[] declared = [.. package.Package.Licenses.Where(text => text.Trim().Length > 0).Distinct()];
        LicenseCategory category = declared.Length == 0
            ? LicenseCategory.Unknown
            : declared.Max(text => LicenseNames.Normalise(text) is { } expression
                ? LicenseCategories.Of(expression)
                : OfText(text));
        if (!ByCategory.TryGetValue(category, out ConfigRule? rule))
        {
            return null;
        }

        string name = $"{package.Package.Name} {package.Package.Version}".Trim();
        return rule.Sight(declared.Length == 0
            ? $"{name} declares no licence." : $"{name} is under {Shown(declared)}.") with
        {
            Subject = package.Purl.Length > 0 ? package.Purl : $"{package.Package.Name}@{package.Package.Version}",
            Location = package.Package.Location,
            LayerIndex = package.LayerIndex,
        };
    }

    // A restriction is worth seeing also where the rest of the text is not understood.
    private static LicenseCategory OfText(string text) =>
        text.Contains("Commons Clause", StringComparison.OrdinalIgnoreCase)
            || text.Contains("Commons-Clause", StringComparison.OrdinalIgnoreCase)
            || text.Contains("Server Side Public", StringComparison.OrdinalIgnoreCase)
            || text.Contains("Business Source", StringComparison.OrdinalIgnoreCase)
                ? LicenseCategory.Restricted
                : LicenseCategory.Unknown;

    private static string Shown(string[] declared)
    {
        string all = string.Join("; ", declared).ReplaceLineEndings(" ");
        return all.Length <= MaxShown ? all : all[..MaxShown] + "…";
    }

    private static ConfigRule Rule(string name, Severity severity, string title, string description, string advice) =>
        new("license/" + name, severity, title)
        {
            Description = description,
            Advice = advice,
            Scanner = Scanner.License,
            References = ["https://spdx.org/licenses/"],
        };
}
