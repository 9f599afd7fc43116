namespace Skep.Compare;

/// <summary>One side of a comparison.</summary>
/// <param name="Name">Who runs: <c>skep</c>, <c>peer</c>, or a limit such as <c>igzip</c>.</param>
/// <param name="Arguments">The program and its arguments.</param>
/// <param name="Prepare">Puts caches into the state of the row, before each run and unmeasured.</param>
internal sealed record Command(string Name, string[] Arguments, Action Prepare)
{
    public Command(string name, params string[] arguments)
        : this(name, arguments, () => { })
    {
    }

    public static Command Shell(string name, string script, params string[] arguments) =>
        new(name, ["/bin/sh", "-c", script, "sh", .. arguments]);
}

/// <summary>Commands that do the same work; the first is the one that is judged.</summary>
internal sealed record Row(string Name, IReadOnlyList<Command> Commands);
