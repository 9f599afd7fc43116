using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Labels;

/// <summary>Whether an image says where it comes from.</summary>
internal sealed class LabelCheck : ConfigCheck
{
    private static readonly ConfigRule Missing = new(
        "config/labels/missing", Severity.Negligible, "Labels on origin are missing")
    {
        Description = "Without source, revision and version nobody can tell from a running image which code it is.",
        Advice = "Add LABEL org.opencontainers.image.source, .revision and .version in the build.",
        References = ["https://github.com/opencontainers/image-spec/blob/v1.1.0/annotations.md"],
    };

    private static readonly string[] Wanted = ["source", "revision", "version"];

    public override string Id => "config/labels";

    public override IReadOnlyList<ConfigRule> Rules => [Missing];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        if (image.Configuration is not { } configuration)
        {
            yield break;
        }

        string[] missing =
        [
            .. Wanted
                .Select(name => "org.opencontainers.image." + name)
                .Where(name => !configuration.Labels.ContainsKey(name) && !configuration.Annotations.ContainsKey(name)),
        ];
        if (missing.Length > 0)
        {
            yield return Missing.Sight($"The image has no {Names.List(missing)}.");
        }
    }
}
