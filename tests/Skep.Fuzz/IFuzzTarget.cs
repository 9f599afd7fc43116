namespace Skep.Fuzz;

/// <summary>One parser under hostile input.</summary>
internal interface IFuzzTarget
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>Well-formed inputs that damage starts from.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>
    /// Parses the input. Any exception that leaves it is a bug, save <see cref="Core.SkepException"/> where the
    /// parser promises that.
    /// </summary>
    Task RunAsync(byte[] input, CancellationToken cancellationToken);
}
