namespace Skep.Compliance.Shell;

/// <summary>One command of a shell script: a program and its words.</summary>
/// <param name="Words">Quotes are taken off; variables stand as written, <c>$(…)</c> as <c>$()</c>.</param>
internal sealed record ShellCommand(IReadOnlyList<string> Words)
{
    /// <summary>Where it begins in the script.</summary>
    public int Offset { get; init; }

    public int Line { get; init; }

    /// <summary>Commands joined by <c>|</c> have the same number.</summary>
    public int Pipeline { get; init; }

    /// <summary>0 for the script itself, more inside <c>(…)</c> and <c>$(…)</c>.</summary>
    public int Depth { get; init; }

    /// <summary>What stands before it: <c>&amp;&amp;</c>, <c>||</c>, <c>|</c>, <c>;</c>; empty for the first.</summary>
    public string Joined { get; init; } = string.Empty;

    /// <summary>Files that its output goes to or its input comes from.</summary>
    public IReadOnlyList<string> Redirects { get; init; } = [];

    /// <summary><c>NAME=value</c> in front of the program.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    /// <summary>The words without wrappers such as <c>sudo</c> and <c>env</c>.</summary>
    public IReadOnlyList<string> Effective => ShellWrappers.Unwrap(Words);

    /// <summary>The program's name without its folder; empty when there is none.</summary>
    public string Program => Effective is [var first, ..] ? first[(first.LastIndexOf('/') + 1)..] : string.Empty;

    public IEnumerable<string> Arguments => Effective.Skip(1);

    /// <summary>The arguments that are no flags.</summary>
    public IEnumerable<string> Operands => Arguments.Where(word => !word.StartsWith('-'));

    public bool Has(params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (Arguments.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of its groups of short flags has the letter: <c>-yq</c> has y.</summary>
    public bool HasShort(char letter) =>
        Arguments.Any(word => word.Length > 1 && word[0] == '-' && word[1] != '-' && word.Contains(letter));
}
