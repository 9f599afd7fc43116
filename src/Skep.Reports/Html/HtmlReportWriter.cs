using System.Text.Encodings.Web;
using System.Security.Cryptography;
using System.Text;
using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Html;

/// <summary>Writes one page that needs nothing else: to open, send, print and keep.</summary>
/// <remarks>
/// The report lies in the page as JSON and is only ever made text nodes by its script. The page's own policy lets
/// exactly that script and that style sheet run, by their hashes, and nothing be fetched: should a name from an image
/// ever get out of its place, it still does nothing.
/// </remarks>
internal sealed class HtmlReportWriter : IReportWriter
{
    private const string Style = "style";
    private const string Script = "script";

    public string Id => "html";

    public string Description => "one self-contained page, English and Chinese";

    public void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options)
    {
        string style = PageResource.Read("page.css");
        string script = PageResource.Read("page.js");
        string title = reports.Count == 1 ? reports[0].Inventory.Image.Name : $"{reports.Count} images";
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);

        // Split and not replaced: a name that looks like a place of the template stays a name.
        string[] parts = PageResource.Read("page.html").Split("{{");
        writer.Write(parts[0]);
        foreach (string part in parts.Skip(1))
        {
            string[] halves = part.Split("}}", 2);
            switch (halves[0])
            {
                case "title":
                    writer.Write(HtmlEncoder.Default.Encode(DisplayText.Clean(title)));
                    break;
                case "policy":
                    writer.Write(
                        $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; "
                        + "img-src data:; base-uri 'none'; form-action 'none'");
                    break;
                case Style:
                    writer.Write(style);
                    break;
                case Script:
                    writer.Write(script);
                    break;
                default:
                    writer.Write(Encoding.UTF8.GetString(PageJson.Of(reports, options)));
                    break;
            }

            writer.Write(halves[1]);
        }
    }

    private static string Hash(string text) =>
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
