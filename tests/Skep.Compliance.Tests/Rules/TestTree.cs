using Skep.Core;

namespace Skep.Compliance.Tests.Rules;

/// <summary>The files of an image that a test makes up; directories are there when something is below them.</summary>
internal sealed class TestTree(params string[] paths) : IFileTree
{
    private readonly HashSet<LayerPath> _paths = [.. paths.SelectMany(WithParents)];

    public static TestTree Unknown { get; } = new() { IsKnown = false };

    public bool IsKnown { get; init; } = true;

    public bool Exists(LayerPath path) => path.IsRoot || _paths.Contains(path);

    public LayerPath? Resolve(LayerPath path) => path;

    public int? LayerOf(LayerPath path) => Exists(path) ? 0 : null;

    public string? OwnerOf(LayerPath path) => null;

    private static IEnumerable<LayerPath> WithParents(string text)
    {
        for (LayerPath path = LayerPath.Parse(text); !path.IsRoot; path = path.Parent)
        {
            yield return path;
        }
    }
}
