namespace Skep.Compliance.Rules;

/// <summary>Names of benchmarks and of other tools' rules, so that users find what they know.</summary>
internal static class References
{
    /// <summary>A recommendation of section 4 of the CIS Docker Benchmark, as dockle numbers them too.</summary>
    public static string[] Cis(int number, params string[] more) =>
        [$"CIS Docker Benchmark 4.{number}", $"CIS-DI-{number:0000}", .. more];
}
