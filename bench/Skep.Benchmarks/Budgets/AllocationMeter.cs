using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace Skep.Benchmarks.Budgets;

/// <summary>Measures what one call of each benchmark allocates, without timing anything.</summary>
/// <remarks>
/// The least of several calls counts: the first ones fill pools and static tables. Benchmarks run on the calling
/// thread, so other threads' allocations do not disturb them.
/// </remarks>
internal static class AllocationMeter
{
    private const int Calls = 5;

    /// <summary>Bytes by <c>Class.Method</c>; baselines are left out, for they are not ours to keep small.</summary>
    public static SortedDictionary<string, long> MeasureAll()
    {
        var bytes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (Type type in typeof(AllocationMeter).Assembly.GetTypes())
        {
            MethodInfo[] benchmarks = [.. type.GetMethods().Where(
                method => method.GetCustomAttribute<BenchmarkAttribute>() is { Baseline: false })];
            if (benchmarks.Length == 0)
            {
                continue;
            }

            object instance = Activator.CreateInstance(type)!;
            Run<GlobalSetupAttribute>(type, instance);
            foreach (MethodInfo method in benchmarks)
            {
                bytes[$"{type.Name}.{method.Name}"] = Measure(method, instance);
            }

            Run<GlobalCleanupAttribute>(type, instance);
        }

        return bytes;
    }

    private static long Measure(MethodInfo method, object instance)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Calls; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            method.Invoke(instance, null);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static void Run<TAttribute>(Type type, object instance)
        where TAttribute : Attribute
    {
        foreach (MethodInfo method in type.GetMethods().Where(m => m.IsDefined(typeof(TAttribute))))
        {
            method.Invoke(instance, null);
        }
    }
}
