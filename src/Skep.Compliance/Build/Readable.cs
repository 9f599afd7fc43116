using System.Text.RegularExpressions;
using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Shell;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>Shows instructions as evidence, without what may be a secret.</summary>
internal static partial class Readable
{
    private const string Mask = "***";

    public static string Of(BuildHit hit) => hit.Command is { } command ? Of(Text(command)) : Of(hit.At);

    public static string Of(Instruction instruction) => Of(Text(instruction));

    /// <summary>The text with values masked that look like secrets, on one line and no longer than evidence.</summary>
    public static string Of(string text)
    {
        // Twice the room, so that what masking makes shorter still fills it.
        text = text.Length <= 2 * Evidence.MaxText ? text : text[..(2 * Evidence.MaxText)];
        text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        text = Login().Replace(text, "://" + Mask + "@");
        text = Header().Replace(text, "${kept}" + Mask);
        text = Assigned().Replace(text, "${kept}" + Mask);
        text = Flag().Replace(text, "${kept}" + Mask);
        text = Token().Replace(text, match => LooksRandom(match.ValueSpan) ? match.Value[..4] + Mask : match.Value);
        return text.Length <= Evidence.MaxText ? text : text[..(Evidence.MaxText - 1)] + "…";
    }

    private static string Text(Instruction instruction) => string.Join(
        ' ',
        instruction.Flags
            .Select(flag => flag.Value.Length == 0 ? $"--{flag.Name}" : $"--{flag.Name}={flag.Value}")
            .Prepend(instruction.Keyword)
            .Append(instruction.Arguments));

    private static string Text(ShellCommand command) => string.Join(' ', command.Assignments.Concat(command.Words));

    private static bool LooksRandom(ReadOnlySpan<char> word) =>
        word.IndexOfAnyInRange('0', '9') >= 0
        && (word.IndexOfAnyInRange('A', 'Z') >= 0 || word.IndexOfAnyInRange('a', 'z') >= 0);

    [GeneratedRegex(@"://[^/\s@]+@", RegexOptions.NonBacktracking)]
    private static partial Regex Login();

    [GeneratedRegex(
        @"(?<kept>(authorization|x-[a-z-]*(token|key)|cookie)\s*:\s*([a-z]+ )?)[^\s""']+",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    [GeneratedRegex(
        @"(?<kept>(passw(or)?d|passphrase|pwd|secret|token|api_?key|access_?key|private_?key|credential|auth)"
            + @"[a-z0-9_]*[""']?\s*[=:]\s*[""']?)[^\s""']+",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Assigned();

    [GeneratedRegex(
        @"(?<kept>\s(-u|--user|-p|--password|--token|--secret|--pass)[ =]+)[^\s]+",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Flag();

    [GeneratedRegex("[A-Za-z0-9+_=-]{20,}", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
