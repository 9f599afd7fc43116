using Skep.Core;

namespace Skep.Packages.Python;

/// <summary>Python distributions as pip and its relatives install them.</summary>
internal static class PythonEcosystem
{
    public static EcosystemId Name { get; } = new("pypi");
}
