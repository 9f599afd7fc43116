using System.Text;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Ruby;

/// <summary>Lists what Bundler's lock file asks for.</summary>
/// <remarks>
/// Sections at the margin name the source; below <c>specs:</c> a gem stands at four spaces, what it needs at six. A
/// version may carry a platform: <c>nokogiri (1.13.0-x86_64-linux)</c>. Format: as <c>Bundler::LockfileParser</c>
/// reads it.
/// </remarks>
internal sealed class GemfileLockInspector : IInspector
{
    public InspectorId Id => new("ruby/gemfile-lock");

    public int Version => 1;

    public FilePatterns Wants { get; } =
        FilePatterns.Paths("**/Gemfile.lock", "**/gems.locked").UpTo(ByteSize.Mebibytes(8));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        var found = new DeclaredPackages(GemEcosystem.Name);
        bool isPublished = false;
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            if (line.Length > 0 && line[0] != ' ')
            {
                // PATH is the project's own code.
                isPublished = line.SequenceEqual("GEM"u8) || line.SequenceEqual("GIT"u8);
            }
            else if (isPublished && line.StartsWith("    "u8) && line.Length > 4 && line[4] != ' ')
            {
                cancellationToken.ThrowIfCancellationRequested();
                int open = line.IndexOf(" ("u8);
                int close = line.LastIndexOf((byte)')');
                if (open > 4 && close > open)
                {
                    string version = Encoding.UTF8.GetString(line[(open + 2)..close]);
                    found.Add(Encoding.UTF8.GetString(line[4..open]), version.Split('-')[0]);
                }
            }
        }

        found.Report(file, sink);
        return ValueTask.CompletedTask;
    }
}
