using System.Text.Json;
using Skep.Advisories.Feeds.Requirements;
using Skep.Advisories.Model;
using Skep.Advisories.Scoring;
using Skep.Core;

namespace Skep.Advisories.Feeds.RustSec;

/// <summary>RustSec's advisories on crates and on Rust itself, as its repository keeps them.</summary>
/// <remarks>
/// They name the versions that are patched or were never affected: all others are. Upstream also publishes them as OSV,
/// which is what <c>db update</c> fetches. Format:
/// <see href="https://github.com/RustSec/advisory-db#advisory-format"/>.
/// </remarks>
internal sealed class RustSecFeed : IAdvisoryFeed
{
    public string Id => "rustsec";

    public string Title => "RustSec advisory database";

    public string Licence => "CC0-1.0, some CC-BY-4.0";

    public bool Recognises(FeedFile file) =>
        FeedMarkdown.Begins(file) && file.HeadContains("[advisory]"u8) && file.HeadContains("[versions]"u8);

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) => [];

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        if (await FeedMarkdown.ReadAsync(file, sink, cancellationToken) is not { } text)
        {
            return;
        }

        JsonElement facts = text.Facts.Get("advisory");
        if (facts.Text("id") is not { Length: > 0 } id || facts.Text("package") is not { Length: > 0 } package)
        {
            sink.Add(new Problem(file.Path, "an advisory without an id or a package"));
            return;
        }

        // The compiler and its parts are one program, which is no crate.
        bool isCompiler = facts.Text("collection") == "rust"
            || file.Path.Contains("rust/std/", StringComparison.Ordinal)
            || file.Path.Contains("rust/rustdoc/", StringComparison.Ordinal);
        string scope = isCompiler ? Scopes.Programs : "cargo";
        sink.Begin(new FeedPart(Id) { IsWhole = file.IsInArchive, Scopes = [scope] });
        RequirementReader requirements = isCompiler ? RequirementReader.Generic : RequirementReader.Cargo;
        JsonElement versions = text.Facts.Get("versions");
        IReadOnlyList<VersionRange>? safe =
            requirements.ReadAny([.. versions.Texts("patched"), .. versions.Texts("unaffected")]);
        if (safe is null)
        {
            sink.Add(new Problem(file.Path, "a version requirement that cannot be read"));
        }

        DateTimeOffset? date = facts.Date("date");
        sink.Add(new Advisory(id)
        {
            Aliases = facts.Texts("aliases"),
            Title = text.Title,
            Description = text.Text,

            // A note ("unmaintained") tells of a risk, not of a flaw; "unsound" is one.
            Severity = facts.Text("informational") is { Length: > 0 } kind && kind != "unsound"
                ? Severity.Negligible
                : Severity.Unknown,
            SeveritySource = "rustsec",
            Cvss = facts.Text("cvss") is { } vector && Cvss.Parse("rustsec", vector) is { } score ? [score] : [],
            Published = date,
            Modified = date,
            IsWithdrawn = facts.Get("withdrawn").ValueKind == JsonValueKind.String,
            References = [.. facts.Texts("references").Prepend(facts.Text("url")).OfType<string>()],
            Affected = safe is null
                ? []
                : [new AffectedPackage(scope, isCompiler ? "rust" : package)
                {
                    Ranges = requirements.Sets.Complement(safe),
                }],
        });
    }
}
