using Skep.Compliance.Dockerfiles;

namespace Skep.Compliance.Source;

/// <summary>Findings that the author of a Dockerfile set aside: <c># skep:ignore=config/user/root reason</c>.</summary>
/// <remarks>
/// Such a comment holds for the instruction below it or around it; above the first instruction, for the file. A rule's
/// id or the beginning of one is named, several with commas.
/// </remarks>
internal sealed class IgnoreComments
{
    private const string Mark = "skep:ignore=";

    private readonly List<(string[] Rules, string Reason, int Line, int First, int Last)> _comments = [];

    public IgnoreComments(DockerfileSource source)
    {
        int firstInstruction = source.Instructions.Count > 0 ? source.Instructions[0].Line : int.MaxValue;
        foreach (Comment comment in source.Comments)
        {
            string text = comment.Text.TrimStart('#', ' ', '\t');
            if (!text.StartsWith(Mark, StringComparison.Ordinal))
            {
                continue;
            }

            string[] parts = text[Mark.Length..].Trim().Split((char[])[' ', '\t'], 2);
            Instruction? meant = source.Instructions.FirstOrDefault(step => step.EndLine > comment.Line);
            (int first, int last) = comment.Line < firstInstruction
                ? (0, int.MaxValue)
                : (meant?.Line ?? comment.Line, meant?.EndLine ?? comment.Line);
            string reason = parts.Length == 2 ? parts[1].Trim(' ', '\t', '#', '-') : string.Empty;
            _comments.Add((parts[0].Split(','), reason, comment.Line, first, last));
        }
    }

    /// <summary>The reason given and the comment's line; null when nobody set it aside.</summary>
    /// <param name="line">0 for what stands in no line.</param>
    public (string Reason, int Line)? Find(string rule, int line)
    {
        foreach ((string[] rules, string reason, int at, int first, int last) in _comments)
        {
            bool isNamed = rules.Any(name => name.Length > 0
                && (rule == name || rule.StartsWith(name.TrimEnd('/') + "/", StringComparison.Ordinal)));
            if (isNamed && line >= first && line <= last)
            {
                return (reason.Length > 0 ? reason : "ignored by a comment without a reason", at);
            }
        }

        return null;
    }
}
