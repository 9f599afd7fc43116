using Skep.Core;

namespace Skep.Engine.Judging;

/// <summary>The files of something whose files are not known, such as an SBOM.</summary>
internal sealed class NoFileTree : IFileTree
{
    public static NoFileTree Instance { get; } = new();

    public bool IsKnown => false;

    public bool Exists(LayerPath path) => false;

    public LayerPath? Resolve(LayerPath path) => path;

    public int? LayerOf(LayerPath path) => null;

    public string? OwnerOf(LayerPath path) => null;
}
