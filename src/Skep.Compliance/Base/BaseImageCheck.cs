using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Base;

/// <summary>What an image was built on, as far as that is known.</summary>
internal sealed class BaseImageCheck : ConfigCheck
{
    private const string NameAnnotation = "org.opencontainers.image.base.name";

    private const string DigestAnnotation = "org.opencontainers.image.base.digest";

    public override string Id => "config/base";

    public override IReadOnlyList<ConfigRule> Rules => [BaseRules.Latest, BaseRules.Outdated];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        if (image.Base is { IsOutdated: true } known)
        {
            string since = known.Created is { } created ? $", which was created on {created:yyyy-MM-dd}" : string.Empty;
            yield return BaseRules.Outdated.Sight($"A newer image than the base{since}, was seen as {known.Name}.") with
            {
                Subject = known.Name,
            };
        }

        // A name in the local index is what somebody scanned, not what the build asked for.
        if (Annotation(image, NameAnnotation) is { } name
            && Annotation(image, DigestAnnotation) is null
            && BaseRules.Broken(name) == BaseRules.Latest)
        {
            yield return BaseRules.Latest.Sight($"The image says that it was built on {name}, which names no "
                + $"version.") with
            { Subject = name };
        }
    }

    private static string? Annotation(ImageInventory image, string name) =>
        image.Configuration is { } configuration
            && (configuration.Annotations.TryGetValue(name, out string? value)
                || configuration.Labels.TryGetValue(name, out value))
            && value.Length > 0
                ? value
                : null;
}
