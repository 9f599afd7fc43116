namespace Skep.Images.Walk;

/// <summary>The layer cannot be read any further; the message becomes a <see cref="Core.Problem"/>.</summary>
/// <remarks>Never leaves <see cref="LayerWalker"/>.</remarks>
internal sealed class DamagedLayerException(string message) : Exception(message);
