using Skep.Core;

namespace Skep.Packages.Ruby;

/// <summary>Lists installed gems by the specifications RubyGems keeps of them.</summary>
/// <remarks>
/// A specification is a Ruby program, but RubyGems writes it by a template: one assignment a line, of literals. That
/// much is read, and nothing is run. The comment <c># stub: name version platform</c>, by which RubyGems itself
/// avoids running it, serves where an assignment is missing.
/// </remarks>
internal sealed class GemspecInspector : IInspector
{
    public InspectorId Id => new("ruby/gemspec");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths(
        "**/specifications/*.gemspec", "**/specifications/default/*.gemspec").UpTo(ByteSize.Mebibytes(4));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (file.Content.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        Gemspec gem = Gemspec.Read(file.Lines);
        if (gem.Name is null || gem.Version is null)
        {
            string what = gem.Name is null ? "name" : "version";
            sink.Add(new Problem(file.Path, $"gemspec without a {what} that is a literal"));
        }
        else
        {
            sink.Add(new Package(GemEcosystem.Name, gem.Name, gem.Version) { Licenses = gem.Licenses });
        }

        return ValueTask.CompletedTask;
    }
}
