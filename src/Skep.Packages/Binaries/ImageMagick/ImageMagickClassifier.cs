namespace Skep.Packages.Binaries.ImageMagick;

/// <summary>ImageMagick: its tools and library.</summary>
internal sealed class ImageMagickClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("imagemagick", "imagemagick:imagemagick");

    public IReadOnlyList<string> Files { get; } = ["**/magick", "**/libMagickCore*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("ImageMagick <n.n.n-n>");
}
