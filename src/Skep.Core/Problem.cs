namespace Skep.Core;

/// <summary>Something in the image that could not be read, and therefore was not judged.</summary>
/// <param name="Location">The path in the image, with <c>!</c> before a path inside an archive; empty for the image
/// itself.</param>
/// <param name="Message">One lower-case sentence that says what is wrong, without the location.</param>
public sealed record Problem(string Location, string Message)
{
    public Problem(LayerPath path, string message)
        : this(path.ToString(), message)
    {
    }

    /// <summary>The layer it was found in, where one is known.</summary>
    public int? LayerIndex { get; init; }
}
