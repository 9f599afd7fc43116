namespace Skep.Architecture.Tests;

/// <summary>Says every place that breaks a rule, not only the first few.</summary>
internal static class Rules
{
    public static void AssertNone(IEnumerable<string> offenders)
    {
        string[] all = [.. offenders];
        Assert.True(all.Length == 0, $"{all.Length}:\n{string.Join('\n', all)}");
    }
}
