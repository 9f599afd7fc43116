using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Oci;

/// <summary>Chooses an image from the <c>index.json</c> of an OCI layout, be it a directory or a tar.</summary>
/// <remarks>Format: <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md"/>.</remarks>
internal static class OciLayout
{
    public const string IndexName = "index.json";

    /// <param name="selector">A tag, a whole reference, or a digest; null when there is but one image.</param>
    public static IReadOnlyList<Descriptor> Choose(ReadOnlyMemory<byte> indexJson, string? selector, string title)
    {
        string document = $"{IndexName} of {title}";
        ImageManifest index = ImageManifest.Parse(indexJson, document);
        List<Descriptor> images = [.. index.Manifests.Where(entry => !entry.IsAttestation && IsImage(entry))];
        if (images.Count == 0)
        {
            throw new SkepException(ErrorKind.NotFound, $"{title} lists no image");
        }

        if (selector is not null)
        {
            List<Descriptor> chosen = [.. images.Where(entry => Matches(entry, selector))];
            return chosen.Count > 0 ? chosen : throw NoSuch(selector, images, title);
        }

        // Entries of one name, or of none, are one image for several platforms; an image saved under two tags is there
        // twice.
        string[] contents =
        [
            .. images.GroupBy(NameOf).Select(
                group => string.Join(' ', group.Select(entry => entry.Digest.ToString()).Order())),
        ];
        return contents.Distinct(StringComparer.Ordinal).Count() == 1
            ? images
            : throw ImageChoice.Several(title, images.Select(Shown));
    }

    /// <summary>The references under which an entry is known; a bare tag is not one.</summary>
    public static IReadOnlyList<string> TagsOf(IEnumerable<Descriptor> entries) =>
    [
        .. entries.Select(NameOf)
            .Where(name => name is not null && name.AsSpan().IndexOfAny(':', '/') >= 0)
            .Select(name => ImageReference.TryParse(name!, out ImageReference? reference) ? reference.Familiar : name!)
            .Distinct(StringComparer.Ordinal),
    ];

    private static string Shown(Descriptor entry) => NameOf(entry) ?? entry.Digest.ToString();

    private static bool IsImage(Descriptor entry) =>
        entry.MediaType.Length == 0 || MediaTypes.IsIndex(entry.MediaType) || MediaTypes.IsManifest(entry.MediaType);

    private static string? NameOf(Descriptor entry) =>
        entry.Annotations.GetValueOrDefault(Descriptor.ContainerdNameAnnotation)
        ?? entry.Annotations.GetValueOrDefault(Descriptor.RefNameAnnotation);

    private static bool Matches(Descriptor entry, string selector)
    {
        if (Digest.TryParse(selector, out Digest digest))
        {
            return entry.Digest == digest;
        }

        string? refName = entry.Annotations.GetValueOrDefault(Descriptor.RefNameAnnotation);
        return refName == selector || ImageChoice.IsSame(refName, selector)
            || ImageChoice.IsSame(entry.Annotations.GetValueOrDefault(Descriptor.ContainerdNameAnnotation), selector);
    }

    private static SkepException NoSuch(string selector, List<Descriptor> images, string title) =>
        new(
            ErrorKind.NotFound,
            $"{title} holds no image '{selector}'; it holds: {ImageChoice.Join(images.Select(Shown))}");
}
