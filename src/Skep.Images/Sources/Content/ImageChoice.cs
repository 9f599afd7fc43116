using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>How one of several images in a file or folder is told from the others.</summary>
internal static class ImageChoice
{
    private const int MaxListed = 20;

    /// <summary>Splits <c>path@name</c> or <c>path:name</c> after the longest path that exists.</summary>
    public static (string Path, string? Selector) Split(string text)
    {
        if (Path.Exists(text))
        {
            return (text, null);
        }

        for (int i = text.Length - 1; i > 0; i--)
        {
            if (text[i] is '@' or ':' && Path.Exists(text[..i]))
            {
                return (text[..i], text[(i + 1)..]);
            }
        }

        return (text, null);
    }

    /// <summary>Whether two references name the same image, however fully each is written.</summary>
    public static bool IsSame(string? name, string selector) =>
        name is not null && ImageReference.TryParse(name, out ImageReference? left)
        && ImageReference.TryParse(selector, out ImageReference? right) && left.Matches(right);

    public static SkepException Several(string title, IEnumerable<string> names) =>
        new(
            ErrorKind.Invalid,
            $"{title} holds several images: {Join(names)}",
            $"choose one: {title}@NAME");

    public static string Join(IEnumerable<string> names)
    {
        string[] all = [.. names.Distinct(StringComparer.Ordinal)];
        return string.Join(", ", all.Take(MaxListed)) + (
            all.Length > MaxListed ? $" and {all.Length - MaxListed} more" : string.Empty);
    }
}
