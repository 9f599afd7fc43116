using Skep.Core;

namespace Skep.Compliance.User;

/// <summary>The accounts of an image's <c>etc/passwd</c>, as traits tell them.</summary>
internal sealed class Accounts
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Whether the file was read at all.</summary>
    public bool AreKnown => _numbers.Count > 0;

    public static Accounts Of(ImageInventory image)
    {
        var accounts = new Accounts();
        foreach (Placed<Trait> trait in image.Traits)
        {
            if (!trait.IsRemoved && trait.What.Kind == TraitKinds.User)
            {
                string[] words = trait.What.Name.Split(' ');
                string? uid = words.FirstOrDefault(word => word.StartsWith("uid=", StringComparison.Ordinal))?[4..];
                accounts._numbers[words[0]] = int.TryParse(uid, out int number) ? number : -1;
            }
        }

        return accounts;
    }

    /// <summary>Null when there is no such account.</summary>
    public int? NumberOf(string name) => _numbers.TryGetValue(name, out int number) ? number : null;
}
