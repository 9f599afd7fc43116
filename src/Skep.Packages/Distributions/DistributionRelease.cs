using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>One release of a distribution that we know: how it is called, and how long it is looked
/// after.</summary>
/// <param name="Id">os-release's ID.</param>
/// <param name="Release">The release as its advisories name it (<c>3.18</c>, <c>12</c>, <c>9</c>); empty for a
/// rolling one.</param>
/// <param name="Title">What people call it: "Debian 12".</param>
/// <param name="PackageEcosystem">Whose packages it installs.</param>
public sealed record DistributionRelease(string Id, string Release, string Title, EcosystemId PackageEcosystem)
{
    /// <summary>The last day of regular security fixes; null when it is rolling or we do not know.</summary>
    public DateOnly? StandardEnd { get; init; }

    /// <summary>The last day of long-term fixes (Debian LTS, Ubuntu ESM, RHEL ELS, SLES LTSS); null where there
    /// are none.</summary>
    public DateOnly? ExtendedEnd { get; init; }

    /// <summary>Whether everybody gets the long-term fixes, and not only who pays for them.</summary>
    public bool IsExtensionFree { get; init; }

    /// <summary>Has no releases: the newest packages are the only ones that get fixes.</summary>
    public bool IsRolling { get; init; }

    /// <summary>The last day on which a fix reaches everybody; null when it is rolling or we do not know.</summary>
    public DateOnly? EndOfLife => IsExtensionFree ? ExtendedEnd ?? StandardEnd : StandardEnd;
}
