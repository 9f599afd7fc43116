using System.Collections;
using System.Reflection;

namespace Skep.Reports.Tests.Json;

/// <summary>Compares two object graphs member by member, since records compare their lists by reference.</summary>
internal static class DeepEqual
{
    public static void Check(object? expected, object? actual, string path = "$")
    {
        if (expected is null or string or ValueType)
        {
            Assert.True(Equals(expected, actual), $"{path}: expected {expected}, got {actual}");
            return;
        }

        Assert.True(actual is not null, $"{path} is null");
        if (expected is IEnumerable sequence)
        {
            object?[] left = [.. sequence.Cast<object?>()];
            object?[] right = [.. ((IEnumerable)actual).Cast<object?>()];
            Assert.True(left.Length == right.Length, $"{path}: {left.Length} entries, got {right.Length}");
            for (int i = 0; i < left.Length; i++)
            {
                Check(left[i], right[i], $"{path}[{i}]");
            }

            return;
        }

        foreach (PropertyInfo property in expected.GetType().GetProperties())
        {
            Check(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
        }
    }
}
