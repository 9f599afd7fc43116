namespace Skep.Packages.Binaries.LibJpegTurbo;

/// <summary>The JPEG library libjpeg-turbo.</summary>
internal sealed class LibJpegTurboClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("libjpeg-turbo", "libjpeg-turbo:libjpeg-turbo");

    public IReadOnlyList<string> Files { get; } = ["**/libjpeg.so*", "**/libturbojpeg.so*", "**/libjpeg-*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("libjpeg-turbo version <n.n.n>");
}
