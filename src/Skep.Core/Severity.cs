namespace Skep.Core;

/// <summary>How bad a finding is, least first so that values compare.</summary>
/// <remarks>The words of CVSS v3's qualitative scale, with "negligible" for what vendors call unimportant.</remarks>
public enum Severity
{
    Unknown,
    Negligible,
    Low,
    Medium,
    High,
    Critical,
}
