using System.Reflection;
using Skep.Testing;

namespace Skep.Fuzz.Targets;

/// <summary>
/// Every plug-in that has a contract test is a fuzz target: the contract already knows a sample and how to run it.
/// </summary>
/// <remarks>
/// The test assemblies are found beside this program's own, so a new inspector or feed is fuzzed as soon as it is
/// tested.
/// </remarks>
internal static class ContractTargets
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    public static IEnumerable<IFuzzTarget> Find()
    {
        foreach (string area in new[] { "Packages", "Advisories", "Malware", "Compliance" })
        {
            string project = $"Skep.{area}.Tests";
            string own = AppContext.BaseDirectory.TrimEnd('/');
            string configuration = Path.GetFileName(own);
            string path = Path.Combine(own, "..", "..", project, configuration, project + ".dll");
            foreach (Type type in Assembly.LoadFrom(Path.GetFullPath(path)).GetTypes())
            {
                if (type is { IsAbstract: false, IsClass: true } && RunnerOf(type) is { } runner)
                {
                    yield return new ContractTarget(type, runner);
                }
            }
        }
    }

    // InspectorContract.Inspect(byte[]) and FeedContract.Read(byte[], …): the contract's own way to run its plug-in.
    private static MethodInfo? RunnerOf(Type type)
    {
        for (Type? at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (at == typeof(InspectorContract) || at.Name == "FeedContract")
            {
                return at.GetMethods(Members)
                    .Where(method => method.Name is "Inspect" or "Read")
                    .Where(method => method.GetParameters()[0].ParameterType == typeof(byte[]))
                    .MinBy(method => method.GetParameters().Length);
            }
        }

        return null;
    }

    private sealed class ContractTarget(Type contract, MethodInfo runner) : IFuzzTarget
    {
        private readonly object _contract = Activator.CreateInstance(contract)!;

        public string Name => contract.Name.Replace("Tests", string.Empty, StringComparison.Ordinal);

        public IReadOnlyList<byte[]> Seeds => [SampleOf(contract.GetProperty("Sample", Members)!.GetValue(_contract)!)];

        public async Task RunAsync(byte[] input, CancellationToken cancellationToken)
        {
            object?[] arguments = new object?[runner.GetParameters().Length];
            arguments[0] = input;
            for (int i = 1; i < arguments.Length; i++)
            {
                arguments[i] = Type.Missing;
            }

            await (Task)runner.Invoke(_contract, BindingFlags.OptionalParamBinding, null, arguments, null)!;
        }

        private static byte[] SampleOf(object sample) =>
            sample as byte[] ?? System.Text.Encoding.UTF8.GetBytes((string)sample);
    }
}
