namespace Skep.Core;

/// <summary>What an inspector saw in one file, or a check in one image, that is a finding by itself.</summary>
/// <remarks>
/// Self-contained, because rules may be the user's own and a cached layer outlives them. It never holds a secret in
/// clear.
/// </remarks>
/// <param name="Rule">The rule that was met.</param>
/// <param name="Title">What it is, for a heading: "AWS access key".</param>
public sealed record Sighting(Scanner Scanner, RuleId Rule, Severity Severity, string Title)
{
    /// <summary>One sentence on what was seen here.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>
    /// The path in the image, with <c>!</c> before a path inside an archive. Inspectors leave it empty for the
    /// inspected
    /// file itself; a check leaves it empty when the image's configuration is meant.
    /// </summary>
    public string Location { get; init; } = string.Empty;

    /// <summary>
    /// What tells this one from others of the same rule at the same place, so that ids stay the same: a variable's
    /// name,
    /// a user's name. Empty when there can be only one.
    /// </summary>
    public string Subject { get; init; } = string.Empty;

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>A secret's salted fingerprint: equal for equal values under one salt; 32 hexadecimal digits.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>What kind of malware it is; null for other findings.</summary>
    public MalwareClass? Malware { get; init; }

    /// <summary>Who says so: <c>skep</c>, <c>clamav</c>, <c>yara</c>, <c>hashes</c>.</summary>
    public string Engine { get; init; } = "skep";

    /// <summary>What to do about it, in the imperative.</summary>
    public string Advice { get; init; } = string.Empty;

    /// <summary>A read-only command that shows it in a container of the image; null where there is none.</summary>
    public string? CheckCommand { get; init; }

    /// <summary>Specifications, benchmarks and reports: <c>CIS-DI-0001</c>, URLs.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>
    /// A distribution's package that owns the file, unaltered, vouches for it: the sighting then falls away.
    /// </summary>
    public bool IsExcusedByOwner { get; init; }

    /// <summary>The layer meant, where a check knows; null leaves it to the location.</summary>
    public int? LayerIndex { get; init; }

    /// <summary>The instruction meant: an index into <see cref="ImageConfiguration.History"/>; null for none.</summary>
    public int? HistoryIndex { get; init; }
}

/// <summary>What kind of malware something is.</summary>
/// <param name="Type">One of <see cref="MalwareTypes"/>.</param>
/// <param name="Family">As engines name it: <c>Mirai</c>, <c>XMRig</c>; null when unknown.</param>
public sealed record MalwareClass(string Type, string? Family = null);

/// <summary>The words for kinds of malware.</summary>
public static class MalwareTypes
{
    public const string Trojan = "trojan";
    public const string Miner = "miner";
    public const string Backdoor = "backdoor";
    public const string Rootkit = "rootkit";
    public const string Dropper = "dropper";
    public const string WebShell = "webshell";
    public const string HackTool = "hacktool";
    public const string Persistence = "persistence";
    public const string Tampering = "tampering";

    /// <summary>A harmless file made to test scanners, such as EICAR's.</summary>
    public const string Test = "test";

    public const string Unknown = "unknown";
}
