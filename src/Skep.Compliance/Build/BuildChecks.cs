using Skep.Compliance.Source;

namespace Skep.Compliance.Build;

/// <summary>Every check of how an image is made.</summary>
internal static class BuildChecks
{
    public static IReadOnlyList<BuildCheck> All { get; } =
    [
        new AddCheck(),
        new InstructionCheck(),
        new PackageCacheCheck(),
        new PackageListCheck(),
        new ShellHabitsCheck(),
        new UnpinnedPackagesCheck(),
        new UnverifiedCheck(),
    ];

    /// <summary>Those that need a Dockerfile: histories do not show it.</summary>
    public static IReadOnlyList<BuildCheck> OfSource { get; } =
    [
        new BaseReferenceCheck(),
        new ContextCheck(),
        new SecretCheck(),
        new StageCheck(),
        new SyntaxCheck(),
    ];
}
