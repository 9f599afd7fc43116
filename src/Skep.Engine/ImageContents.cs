using Skep.Core;

namespace Skep.Engine;

/// <summary>An image taken apart: what is in it, and questions about its files.</summary>
internal sealed record ImageContents(ImageInventory Inventory, IFileTree Files);
