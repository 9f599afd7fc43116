using System.Security.Cryptography;
using System.Text;

namespace Skep.Core;

/// <summary>Something we saw in an image that somebody should know of.</summary>
public abstract record Finding
{
    /// <summary>Stable across scans, stages and tools: a hash of what was found and its place.</summary>
    public required string Id { get; init; }

    public required Severity Severity { get; init; }

    public abstract Scanner Scanner { get; }

    /// <summary>
    /// Every name under which a rule may mean it: a vulnerability's id, its other names; a rule's id and its parents.
    /// </summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>The path in the image; empty when the configuration is meant.</summary>
    public abstract string Location { get; }

    /// <summary>The layer it came with; null when unknown or when the image as a whole is meant.</summary>
    public abstract int? LayerIndex { get; }

    /// <summary>A later layer deleted or replaced it, but it is still shipped.</summary>
    public abstract bool IsRemoved { get; }

    /// <summary>The package's address it was found in; empty when in none.</summary>
    public virtual string Purl => string.Empty;

    /// <summary>
    /// Whether a base image brought it (true) or whoever built on that (false); null when no base is known.
    /// </summary>
    public bool? IsFromBase { get; init; }
}

/// <summary>What a rule found in a file or in the image's configuration.</summary>
public sealed record RuleFinding : Finding
{
    // As many hexadecimal digits of a hash as keep a million findings apart.
    private const int IdLength = 32;

    /// <summary>What was seen. Its severity is the rule's; the finding's own counts.</summary>
    public required Sighting Sighting { get; init; }

    /// <summary>Everybody who says the same of the same file.</summary>
    public IReadOnlyList<string> Engines { get; init; } = [];

    /// <summary>The OS package that owns the file, as <c>ecosystem:name</c>.</summary>
    public string? OwnedBy { get; init; }

    /// <summary>The layer it came with.</summary>
    public int? Layer { get; init; }

    public bool WasRemoved { get; init; }

    /// <summary>The build instruction that brought it, secrets masked; empty when unknown.</summary>
    public string Instruction { get; init; } = string.Empty;

    public override Scanner Scanner => Sighting.Scanner;

    public override IEnumerable<string> Names
    {
        get
        {
            string rule = Sighting.Rule.Value;
            yield return rule;
            for (int slash = rule.LastIndexOf('/'); slash > 0; slash = rule.LastIndexOf('/', slash - 1))
            {
                yield return rule[..slash];
            }
        }
    }

    public override string Location => Sighting.Location;

    public override int? LayerIndex => Layer;

    public override bool IsRemoved => WasRemoved;

    /// <summary>The id of what was sighted.</summary>
    /// <remarks>
    /// Neither layer nor value: the same thing keeps its id when a rebuild moves it or a secret is rotated in place.
    /// </remarks>
    /// <param name="ordinal">1 for the first of the same rule, place and subject.</param>
    public static string IdOf(Sighting sighting, int ordinal)
    {
        string text = $"{sighting.Rule}\n{sighting.Location}\n{sighting.Subject}\n{ordinal}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..IdLength];
    }
}
