using System.Text.Json;
using Skep.Core;

namespace Skep.Policy.Vex;

/// <summary>
/// A vendor's statements about which vulnerabilities matter where: OpenVEX, CycloneDX VEX or CSAF VEX.
/// </summary>
/// <remarks>
/// Only "not affected" and "fixed" set findings aside; of several statements about one finding the last in the document
/// holds. A document is trusted because the user named it: its signature is not checked here.
/// Formats: <see href="https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md"/>,
/// <see href="https://cyclonedx.org/docs/1.6/json/#vulnerabilities_items_analysis"/>,
/// <see href="https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html#45-profile-5-vex"/>.
/// </remarks>
public sealed class VexDocument
{
    /// <summary>CSAF product trees nest the deepest, by vendor, family, product and version.</summary>
    private const int MaxDepth = 64;

    private readonly string _source;
    private readonly ILookup<string, (int Order, VexStatement Statement)> _statements;

    private VexDocument(string source, IReadOnlyList<VexStatement> statements)
    {
        _source = source;
        Count = statements.Count;
        _statements = statements
            .SelectMany((statement, order) => statement.Aliases
                .Append(statement.Vulnerability)
                .Select(name => (name, entry: (order, statement))))
            .ToLookup(pair => pair.name, pair => pair.entry, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>How many statements were understood.</summary>
    public int Count { get; }

    /// <exception cref="SkepException">Not a document of a format that is read.</exception>
    public static VexDocument Parse(string fileName, ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = MaxDepth });
            VexJson root = new(json.RootElement);
            return root switch
            {
                _ when root.Text("@context")?.Contains("openvex", StringComparison.Ordinal) == true =>
                    new VexDocument(fileName, OpenVexReader.Read(root)),
                _ when root.Text("bomFormat") == "CycloneDX" =>
                    new VexDocument(fileName, CycloneDxVexReader.Read(root)),
                _ when root.Member("document").Text("csaf_version") is not null =>
                    new VexDocument(fileName, CsafVexReader.Read(root)),
                _ => throw Invalid(fileName, "not a VEX document", null),
            };
        }
        catch (JsonException e)
        {
            throw Invalid(fileName, "not JSON: " + e.Message, e);
        }
        catch (InvalidOperationException e)
        {
            // What is no Unicode text only shows when it is read.
            throw Invalid(fileName, "not JSON: " + e.Message, e);
        }
    }

    /// <summary>The report with the findings that a statement calls harmless moved to its suppressed ones.</summary>
    public ScanReport Apply(ScanReport report) =>
        Suppression.Apply(
            report,
            finding => finding is VulnerabilityFinding found ? Judge(found, report.Inventory.Image) : null);

    private SuppressedFinding? Judge(VulnerabilityFinding finding, ImageIdentity image)
    {
        IEnumerable<string> names = [finding.Vulnerability.Id, .. finding.Vulnerability.Aliases];
        VexStatement? last = names
            .SelectMany(name => _statements[name])
            .Where(entry => entry.Statement.IsAbout(finding, image))
            .OrderBy(entry => entry.Order)
            .Select(entry => entry.Statement)
            .LastOrDefault();
        if (last is not { Status: VexStatement.NotAffected or VexStatement.Fixed })
        {
            return null;
        }

        string status = last.Status.Replace('_', ' ');
        return new SuppressedFinding(finding, last.Reason.Length > 0 ? $"{status}: {last.Reason}" : status, _source);
    }

    private static SkepException Invalid(string fileName, string message, Exception? inner) => new(
        ErrorKind.Invalid, $"{fileName}: {message}", "OpenVEX 0.2, CycloneDX VEX and CSAF 2.0 VEX are read", inner);
}
