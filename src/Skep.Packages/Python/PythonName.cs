using System.Text;

namespace Skep.Packages.Python;

/// <summary>
/// How Python's index compares names: case and the kind and number of <c>-</c>, <c>_</c> and <c>.</c> do not count.
/// </summary>
/// <remarks>
/// Specification: <see href="https://packaging.python.org/en/latest/specifications/name-normalization/"/>.
/// </remarks>
internal static class PythonName
{
    public static string Normalise(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (c is not ('-' or '_' or '.'))
            {
                text.Append(char.ToLowerInvariant(c));
            }
            else if (text.Length == 0 || text[^1] != '-')
            {
                text.Append('-');
            }
        }

        return text.ToString();
    }
}
