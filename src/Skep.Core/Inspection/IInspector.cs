namespace Skep.Core;

/// <summary>Looks into one kind of file and reports what it sees there.</summary>
/// <remarks>
/// An inspector is context-free: it sees one file of one layer, keeps no state between calls, and may be called
/// from several threads at once. Its result is cached under the layer's digest, <see cref="Id"/> and
/// <see cref="Version"/>, so the same bytes must always give the same findings. What needs two files is joined
/// when layers are coalesced. Content is hostile: whatever the bytes, an inspector reports a <see cref="Problem"/>
/// and does not throw.
/// </remarks>
public interface IInspector
{
    InspectorId Id { get; }

    /// <summary>Raised whenever the findings for the same bytes change; old cached results are then redone.</summary>
    int Version { get; }

    /// <summary>What it was set up with, when that is not built in: part of the key of cached results.</summary>
    string Variant => string.Empty;

    /// <summary>Which files it wants to see.</summary>
    FilePatterns Wants { get; }

    ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken);
}
