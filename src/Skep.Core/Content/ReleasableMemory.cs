using System.Buffers;

namespace Skep.Core;

/// <summary>Bytes that lie somewhere else and are in memory only while they are looked at.</summary>
public abstract class ReleasableMemory : MemoryManager<byte>
{
    /// <summary>Lets go of all that was touched; it comes back when it is touched again.</summary>
    public abstract void Release();
}
