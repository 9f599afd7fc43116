namespace Skep.Packages.Binaries.Ruby;

/// <summary>The Ruby interpreter.</summary>
internal sealed class RubyClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("ruby", "ruby-lang:ruby");

    public IReadOnlyList<string> Files { get; } = ["**/bin/ruby*", "**/libruby*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("ruby <n.n.n>p", "ruby <n.n.n~> (");
}
