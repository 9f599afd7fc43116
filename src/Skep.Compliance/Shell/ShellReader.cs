using System.Text;

namespace Skep.Compliance.Shell;

/// <summary>Reads one script from its beginning to its end, once.</summary>
internal sealed class ShellReader(string text)
{
    /// <summary>Deeper nesting is read as text: nobody writes it, and the stack is finite.</summary>
    private const int MaxDepth = 32;

    /// <summary>Words before the program that are the grammar's.</summary>
    private static readonly string[] Openers = ["if", "then", "else", "elif", "do", "while", "until", "!", "{"];

    private static readonly string[] Closers = ["fi", "done", "esac", "}"];

    private readonly List<ShellCommand> _commands = [];
    private readonly Queue<(string Name, bool StripsTabs)> _documents = new();
    private int _at;
    private int _pipelines;

    public IReadOnlyList<ShellCommand> Read()
    {
        while (_at < text.Length)
        {
            // A stray ')' ends a list early; what follows is a list again.
            List('\0', 0);
        }

        return _commands;
    }

    private void List(char end, int depth)
    {
        var command = new Draft { Pipeline = _pipelines++ };
        while (_at < text.Length)
        {
            char c = text[_at];
            if (c == end || c == ')')
            {
                _at++;
                Add(command, depth);
                return;
            }

            if (c is ' ' or '\t' or '\r')
            {
                _at++;
                command.EndWord();
            }
            else if (c == '#' && !command.IsInWord)
            {
                int line = text.IndexOf('\n', _at);
                _at = line < 0 ? text.Length : line;
            }
            else if (c == '\\' && _at + 1 < text.Length && text[_at + 1] == '\n')
            {
                _at += 2;
            }
            else if (c is '\n' or ';' or '&' or '|' or '(')
            {
                command = Operator(command, c, depth);
            }
            else if (c is '<' or '>')
            {
                Redirect(command);
            }
            else
            {
                command.Begin(_at);
                Piece(command, depth);
            }
        }

        Add(command, depth);
    }

    private Draft Operator(Draft command, char c, int depth)
    {
        bool isDouble = _at + 1 < text.Length && text[_at + 1] == c;
        if (c == '&' && !isDouble && _at + 1 < text.Length && text[_at + 1] == '>')
        {
            _at++;
            return command;
        }

        string joined = c switch { '&' when isDouble => "&&", '|' => isDouble ? "||" : "|", _ => ";" };
        Add(command, depth);
        _at += isDouble || (c == '|' && _at + 1 < text.Length && text[_at + 1] == '&') ? 2 : 1;
        if (c == '(' && depth < MaxDepth)
        {
            List(')', depth + 1);
        }
        else if (c == '\n')
        {
            SkipDocuments();
        }

        return new Draft { Joined = joined, Pipeline = joined == "|" ? command.Pipeline : _pipelines++ };
    }

    // A piece of a word: a quoted part, a substitution, or one character.
    private void Piece(Draft command, int depth)
    {
        char c = text[_at];
        if (c == '\\')
        {
            if (_at + 1 < text.Length)
            {
                command.Word.Append(text[_at + 1]);
            }

            _at = Math.Min(_at + 2, text.Length);
        }
        else if (c == '\'')
        {
            int close = text.IndexOf('\'', _at + 1);
            close = close < 0 ? text.Length : close;
            command.Word.Append(text, _at + 1, close - _at - 1);
            _at = Math.Min(close + 1, text.Length);
        }
        else if (c == '"')
        {
            Quoted(command, depth);
        }
        else if (!Substitution(command, depth))
        {
            command.Word.Append(c);
            _at++;
        }
    }

    private void Quoted(Draft command, int depth)
    {
        for (_at++; _at < text.Length && text[_at] != '"';)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                if (text[_at + 1] is not ('"' or '\\' or '$' or '`' or '\n'))
                {
                    command.Word.Append('\\');
                }

                command.Word.Append(text[_at + 1]);
                _at += 2;
            }
            else if (!Substitution(command, depth))
            {
                command.Word.Append(text[_at++]);
            }
        }

        _at = Math.Min(_at + 1, text.Length);
    }

    // $(command), `command`, ${variable} and $((sum)); false for anything else.
    private bool Substitution(Draft command, int depth)
    {
        ReadOnlySpan<char> rest = text.AsSpan(_at);
        if (rest.StartsWith("$((") || rest.StartsWith("${"))
        {
            string end = rest[1] == '{' ? "}" : "))";
            int close = text.IndexOf(end, _at + 2, StringComparison.Ordinal);
            close = close < 0 ? text.Length : close + end.Length;
            command.Word.Append(text, _at, close - _at);
            _at = close;
            return true;
        }

        bool isTicked = rest is ['`', ..];
        if ((!isTicked && !rest.StartsWith("$(")) || depth >= MaxDepth)
        {
            return false;
        }

        _at += isTicked ? 1 : 2;
        List(isTicked ? '`' : ')', depth + 1);
        command.Word.Append("$()");
        return true;
    }

    private void Redirect(Draft command)
    {
        bool isDocument = text.AsSpan(_at).StartsWith("<<") && !text.AsSpan(_at).StartsWith("<<<");
        command.EndWord(isDescriptor: true);
        while (_at < text.Length && text[_at] is '<' or '>' or '&')
        {
            _at++;
        }

        bool stripsTabs = isDocument && _at < text.Length && text[_at] == '-';
        _at += stripsTabs ? 1 : 0;
        command.ExpectsTarget = true;
        command.Document = isDocument ? name => _documents.Enqueue((name, stripsTabs)) : null;
    }

    private void SkipDocuments()
    {
        while (_documents.TryDequeue(out (string Name, bool StripsTabs) document))
        {
            while (_at < text.Length)
            {
                int end = text.IndexOf('\n', _at);
                ReadOnlySpan<char> line = text.AsSpan(_at, (end < 0 ? text.Length : end) - _at);
                _at = end < 0 ? text.Length : end + 1;
                if ((document.StripsTabs ? line.TrimStart('\t') : line).SequenceEqual(document.Name))
                {
                    break;
                }
            }
        }
    }

    private void Add(Draft draft, int depth)
    {
        draft.EndWord();
        List<string> words = draft.Words;
        int start = 0;
        while (start < words.Count && (Openers.Contains(words[start]) || Closers.Contains(words[start])))
        {
            start++;
        }

        int program = start;
        while (program < words.Count && ShellScript.IsAssignment(words[program]))
        {
            program++;
        }

        if (program > start || program < words.Count)
        {
            _commands.Add(new ShellCommand(words[program..])
            {
                Offset = draft.Start,
                Depth = depth,
                Joined = draft.Joined,
                Pipeline = draft.Pipeline,
                Redirects = draft.Redirects,
                Assignments = words[start..program],
            });
        }
    }

    /// <summary>A command while it is read.</summary>
    private sealed class Draft
    {
        public StringBuilder Word { get; } = new();

        public List<string> Words { get; } = [];

        public List<string> Redirects { get; } = [];

        public string Joined { get; init; } = string.Empty;

        public int Start { get; private set; } = -1;

        public required int Pipeline { get; init; }

        public bool IsInWord { get; private set; }

        public bool ExpectsTarget { get; set; }

        public Action<string>? Document { get; set; }

        public void Begin(int at)
        {
            Start = Start < 0 ? at : Start;
            IsInWord = true;
        }

        /// <param name="isDescriptor">A number in front of a redirection is part of that.</param>
        public void EndWord(bool isDescriptor = false)
        {
            if (!IsInWord)
            {
                return;
            }

            string word = Word.ToString();
            Word.Clear();
            IsInWord = false;
            if (ExpectsTarget)
            {
                Redirects.Add(word);
                Document?.Invoke(word);
                ExpectsTarget = false;
                Document = null;
            }
            else if (!isDescriptor || !word.All(char.IsAsciiDigit))
            {
                Words.Add(word);
            }
        }
    }
}
