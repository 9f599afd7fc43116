namespace Skep.Core;

/// <summary>A place in a file that shows a finding to be true.</summary>
/// <param name="Offset">Bytes from the file's beginning.</param>
/// <param name="Length">Bytes of what was found.</param>
/// <param name="Line">1 for the first line; 0 where lines were not counted (binary files, far into large ones).</param>
/// <param name="Text">What stands there, decoded and made readable; secrets are masked. At most 512 characters.</param>
public sealed record Evidence(long Offset, int Length, int Line, string Text)
{
    public const int MaxText = 512;
}
