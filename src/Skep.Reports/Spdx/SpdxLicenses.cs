using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;

namespace Skep.Reports.Spdx;

/// <summary>Turns declared licences into SPDX expressions, and remembers the texts that are none.</summary>
/// <remarks>A text that is no valid expression becomes a <c>LicenseRef-</c> whose extracted text is what the package
/// said.</remarks>
internal sealed class SpdxLicenses
{
    public const string NoAssertion = "NOASSERTION";

    private readonly SortedDictionary<string, string> _extracted = new(StringComparer.Ordinal);

    public string Expression(IReadOnlyList<string> declared)
    {
        string[] parts = [.. declared.Where(text => text.Length > 0).Distinct().Select(Part)];
        return parts switch
        {
            [] => NoAssertion,
            [{ } only] => only,
            _ => string.Join(
                " AND ", parts.Select(part => part.Contains(" OR ", StringComparison.Ordinal) ? $"({part})" : part)),
        };
    }

    public void WriteExtracted(Utf8JsonWriter json) =>
        json.Objects("hasExtractedLicensingInfos", _extracted, pair =>
        {
            json.WriteString("licenseId", pair.Key);
            json.WriteString("extractedText", pair.Value);
        });

    private string Part(string text)
    {
        if (SpdxExpression.Normalise(text) is { } expression)
        {
            return expression;
        }

        string reference = "LicenseRef-" + MachineJson.ShortHash(text);
        _extracted[reference] = text;
        return reference;
    }
}
