using System.Text;
using Skep.Core;

namespace Skep.Compliance.Dockerfiles;

/// <summary>Reads a Dockerfile as BuildKit's frontend does.</summary>
/// <remarks>
/// Format: <see href="https://docs.docker.com/reference/dockerfile/"/>. It never fails: what is wrong becomes a problem
/// with its line, and the rest is read on. It takes time linear in the text.
/// </remarks>
internal sealed class DockerfileParser
{
    /// <summary>BuildKit takes files up to 2 MiB; generated ones of a tenth of that are rare.</summary>
    public const int MaxLength = 1024 * 1024;

    public const int MaxLines = 20_000;

    /// <summary>Documents that one instruction may announce; more is an attack on readers.</summary>
    private const int MaxHereDocuments = 64;

    private static readonly string[] DirectiveNames = ["syntax", "escape", "check"];

    private readonly string[] _lines;
    private readonly List<Instruction> _instructions = [];
    private readonly List<Comment> _comments = [];
    private readonly List<DockerfileProblem> _problems = [];
    private readonly Dictionary<string, string> _directives = new(StringComparer.OrdinalIgnoreCase);
    private char _escape = '\\';
    private int _at;

    private DockerfileParser(string text)
    {
        if (text.Length > MaxLength)
        {
            Unread($"the file is larger than {new ByteSize(MaxLength)}: the rest is not read");
            text = text[..MaxLength];
        }

        _lines = text.TrimStart('\uFEFF').Split('\n', MaxLines + 1);
        if (_lines.Length > MaxLines)
        {
            Unread($"more than {MaxLines} lines: the rest is not read");
            _lines = _lines[..MaxLines];
        }

        for (int i = 0; i < _lines.Length; i++)
        {
            _lines[i] = _lines[i].TrimEnd('\r');
        }
    }

    public static DockerfileSource Parse(string text)
    {
        var parser = new DockerfileParser(text);
        parser.ReadDirectives();
        while (parser._at < parser._lines.Length)
        {
            parser.ReadNext();
        }

        return new DockerfileSource(parser._instructions, parser._directives)
        {
            Comments = parser._comments,
            Problems = parser._problems,
        };
    }

    // Directives stand first; the first line that is none ends them.
    private void ReadDirectives()
    {
        int start = _lines[0].StartsWith("#!", StringComparison.Ordinal) ? 1 : 0;
        for (int i = start; i < _lines.Length; i++)
        {
            string line = _lines[i].Trim();
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (!line.StartsWith('#') || equals < 0)
            {
                return;
            }

            string name = line[1..equals].Trim().ToLowerInvariant();
            string value = line[(equals + 1)..].Trim();
            if (!DirectiveNames.Contains(name))
            {
                return;
            }

            if (!_directives.TryAdd(name, value))
            {
                _problems.Add(new DockerfileProblem(i + 1, $"the directive {name} stands twice"));
            }
            else if (name == "escape")
            {
                if (value is "\\" or "`")
                {
                    _escape = value[0];
                }
                else
                {
                    _problems.Add(new DockerfileProblem(i + 1, "the directive escape takes \\ or `"));
                }
            }
        }
    }

    private void ReadNext()
    {
        string first = _lines[_at];
        if (IsBlank(first) || IsComment(first))
        {
            Keep(first);
            _at++;
            return;
        }

        int startLine = _at + 1;
        int column = first.Length - first.TrimStart().Length + 1;
        var text = new StringBuilder();
        var starts = new List<LineStart>();
        Join(text, starts);
        Instruction instruction = InstructionReader.Read(text.ToString());
        instruction = Place(instruction, starts, startLine, column);
        if (instruction.Keyword is "RUN" or "COPY" or "ADD" || instruction.Trigger is not null)
        {
            instruction = WithDocuments(instruction);
        }

        if (!InstructionReader.Keywords.Contains(instruction.Keyword))
        {
            _problems.Add(new DockerfileProblem(startLine, $"'{Short(instruction.Keyword)}' is no instruction"));
        }
        else if (instruction.Arguments.Length == 0)
        {
            _problems.Add(new DockerfileProblem(startLine, $"{instruction.Keyword} has no arguments"));
        }

        _instructions.Add(instruction with { EndLine = _at });
    }

    // Comments and empty lines may stand between the lines of one instruction.
    private void Join(StringBuilder text, List<LineStart> starts)
    {
        for (; _at < _lines.Length; _at++)
        {
            string line = _lines[_at];
            if (starts.Count > 0 && (IsBlank(line) || IsComment(line)))
            {
                Keep(line);
                continue;
            }

            starts.Add(new LineStart(text.Length, _at + 1));
            ReadOnlySpan<char> body = line.AsSpan().TrimEnd(" \t");
            bool goesOn = body.EndsWith([_escape]) && !(body.Length > 1 && body[^2] == _escape);
            text.Append(goesOn ? body[..^1] : line);
            if (!goesOn)
            {
                _at++;
                return;
            }
        }
    }

    private static Instruction Place(Instruction instruction, List<LineStart> starts, int line, int column)
    {
        List<LineStart> shifted =
            [.. starts.Select(start => start with { Offset = start.Offset - instruction.ArgumentsStart })];
        Instruction? trigger = instruction.Trigger is { } inner ? Place(inner, shifted, line, column) : null;
        return instruction with { Line = line, Column = column, LineStarts = shifted, Trigger = trigger };
    }

    private Instruction WithDocuments(Instruction instruction)
    {
        Instruction target = instruction.Trigger ?? instruction;
        if (target.Keyword is not ("RUN" or "COPY" or "ADD") || target.Json is not null)
        {
            return instruction;
        }

        HereDocument[] documents =
            [.. HereDocumentMarks.Find(target.Arguments).Take(MaxHereDocuments).Select(Read)];
        if (documents.Length == 0)
        {
            return instruction;
        }

        return instruction.Trigger is null
            ? instruction with { HereDocuments = documents }
            : instruction with { Trigger = target with { HereDocuments = documents } };
    }

    private HereDocument Read(HereDocumentMark mark)
    {
        int start = _at;
        var text = new StringBuilder();
        for (; _at < _lines.Length; _at++)
        {
            string line = mark.StripsTabs ? _lines[_at].TrimStart('\t') : _lines[_at];
            if (line == mark.Name)
            {
                _at++;
                return new HereDocument(mark.Name, text.ToString(), mark.IsQuoted, start + 1);
            }

            text.Append(line).Append('\n');
        }

        _problems.Add(new DockerfileProblem(start, $"the document <<{Short(mark.Name)} has no end"));
        return new HereDocument(mark.Name, text.ToString(), mark.IsQuoted, start + 1);
    }

    private void Keep(string line)
    {
        if (IsComment(line))
        {
            _comments.Add(new Comment(line.Trim(), _at + 1));
        }
    }

    private void Unread(string message) => _problems.Add(new DockerfileProblem(0, message) { IsUnread = true });

    private static bool IsBlank(string line) => string.IsNullOrWhiteSpace(line);

    private static bool IsComment(string line) => line.AsSpan().TrimStart() is ['#', ..];

    private static string Short(string word) => word.Length <= 40 ? word : word[..40] + "…";
}
