using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Environment;

/// <summary>What an image sets in the environment of every process.</summary>
internal sealed class VariableCheck : ConfigCheck
{
    public override string Id => "config/environment";

    public override IReadOnlyList<ConfigRule> Rules => VariableRules.All;

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        HashSet<string> writable =
        [
            .. image.SpecialFiles
                .Where(file => !file.IsRemoved && file.What is { IsDirectory: true, IsWorldWritable: true })
                .Select(file => "/" + file.What.Path),
        ];
        foreach (string variable in image.Configuration?.Environment ?? [])
        {
            int equals = variable.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                string name = variable[..equals];
                foreach (Sighting sighting in VariableRules.Judge(name, variable[(equals + 1)..], writable))
                {
                    yield return sighting with
                    {
                        HistoryIndex = image.Configuration!.Last("ENV", name),
                        CheckCommand = $"printenv {name}",
                    };
                }
            }
        }
    }
}
