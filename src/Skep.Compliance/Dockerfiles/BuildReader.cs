namespace Skep.Compliance.Dockerfiles;

/// <summary>Works out the stages of a Dockerfile and which variables are known where.</summary>
internal static class BuildReader
{
    /// <summary>Instructions whose arguments the builder, and not a shell, puts variables into.</summary>
    private static readonly string[] Expanding =
        ["ADD", "COPY", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR", "ARG"];

    public static ImageBuild Read(DockerfileSource source)
    {
        char escape = source.Directives.GetValueOrDefault("escape") is "`" ? '`' : '\\';
        var global = new Variables();
        Instruction[] preamble = [.. source.Instructions.TakeWhile(instruction => instruction.Keyword != "FROM")];
        preamble = [.. Expand(preamble, global, escape)];
        var stages = new List<Stage>();
        var scopes = new List<Variables>();
        var open = new List<Instruction>();
        Instruction? first = null;
        foreach (Instruction instruction in source.Instructions.Skip(preamble.Length).Append(new("FROM", "")))
        {
            if (instruction.Keyword != "FROM")
            {
                open.Add(instruction);
                continue;
            }

            if (first is not null)
            {
                Stage stage = Begin(first, stages, global, escape);
                var scope = stage.Parent is { } parent ? new Variables(scopes[parent]) : new Variables();
                stages.Add(stage with { Instructions = Expand(open, scope, escape, global) });
                scopes.Add(scope);
            }

            first = instruction;
            open.Clear();
        }

        return new ImageBuild(Mark(stages)) { IsSource = true, Preamble = preamble };
    }

    /// <summary>The instructions with variables put in, and the triggers behind what keeps them.</summary>
    /// <param name="scope">What is known before them; what they set is added.</param>
    /// <param name="global">Arguments before the first stage, which a stage sees once it names them.</param>
    public static IReadOnlyList<Instruction> Expand(
        IEnumerable<Instruction> instructions, Variables scope, char escape, Variables? global = null)
    {
        var expanded = new List<Instruction>();
        foreach (Instruction instruction in instructions)
        {
            Instruction done = Expanding.Contains(instruction.Keyword)
                ? instruction with { Expanded = scope.Expand(instruction.Arguments, escape) }
                : instruction;
            expanded.Add(done);
            if (done.Trigger is { } trigger)
            {
                expanded.Add(trigger);
            }

            Remember(done, scope, global);
        }

        return expanded;
    }

    private static void Remember(Instruction instruction, Variables scope, Variables? global)
    {
        if (instruction.Keyword is not ("ARG" or "ENV"))
        {
            return;
        }

        foreach ((string name, string? value) in InstructionWords.Pairs(instruction.Keyword, instruction.Expanded))
        {
            // ENV wins over ARG whatever their order; that case is rare and its value here only a guess.
            scope[name] = value ?? (instruction.Keyword == "ARG" ? global?[name] : null) ?? scope[name];
        }
    }

    private static Stage Begin(Instruction first, List<Stage> stages, Variables global, char escape)
    {
        IReadOnlyList<string> words = InstructionWords.Split(global.Expand(first.Arguments, escape));
        string image = words.Count > 0 ? words[0] : string.Empty;
        string name = words is [_, var sign, var last, ..] && sign.Equals("AS", StringComparison.OrdinalIgnoreCase)
            ? last
            : string.Empty;
        int parent = stages.FindLastIndex(
            stage => stage.Name.Length > 0 && stage.Name.Equals(image, StringComparison.OrdinalIgnoreCase));
        return new Stage(stages.Count, name)
        {
            From = first with { Expanded = string.Join(' ', words) },
            Image = image,
            Parent = parent < 0 ? null : parent,
        };
    }

    private static List<Stage> Mark(List<Stage> stages)
    {
        for (int i = stages.Count - 1; i >= 0; i = stages[i].Parent ?? -1)
        {
            stages[i] = stages[i] with { IsShipped = true, IsFinal = i == stages.Count - 1 };
        }

        return stages;
    }
}
