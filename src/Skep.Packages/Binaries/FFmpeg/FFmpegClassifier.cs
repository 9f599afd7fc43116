namespace Skep.Packages.Binaries.FFmpeg;

/// <summary>FFmpeg: its tools and libraries.</summary>
internal sealed class FFmpegClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("ffmpeg", "ffmpeg:ffmpeg");

    public IReadOnlyList<string> Files { get; } =
    [
        "**/ffmpeg",
        "**/ffprobe",
        "**/libavcodec.so*",
        "**/libavformat.so*",
        "**/libavutil.so*",
        "**/libavcodec-*",
        "**/libavformat-*",
        "**/libavutil-*",
    ];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "FFmpeg version <n.n[.n]>",
        "%s version <n.n[.n]>");
}
