namespace Skep.Packages.Binaries.Perl;

/// <summary>The Perl interpreter.</summary>
internal sealed class PerlClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("perl", "perl:perl");

    public IReadOnlyList<string> Files { get; } = ["**/bin/perl*", "**/libperl.so*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "\0v<5.n.n>\0",
        "/perl5/<5.n.n>",
        "perl5/site_perl/<5.n.n>");
}
