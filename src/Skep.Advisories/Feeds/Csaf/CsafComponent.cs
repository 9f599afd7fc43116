using Skep.Core;

namespace Skep.Advisories.Feeds.Csaf;

/// <summary>An rpm package as a product tree names it.</summary>
/// <param name="Version">With epoch and release; empty when the component stands for every version.</param>
/// <param name="Module">As <c>nodejs:18</c>; empty outside modules.</param>
internal sealed record CsafComponent(string Name, string Version, string Architecture, string Module)
{
    public bool IsSource => Architecture == "src";

    /// <summary>
    /// Reads <c>pkg:rpm/redhat/curl@7.76.1-14.el9?arch=x86_64&amp;epoch=1</c>; null for another type.
    /// </summary>
    public static CsafComponent? OfPurl(string purl)
    {
        if (!PackageUrl.TryParse(purl, out PackageUrl? url) || url.Type != "rpm")
        {
            return null;
        }

        string version = url.Version ?? string.Empty;
        string epoch = Qualifier(url, "epoch");
        return new CsafComponent(
            url.Name,
            version.Length > 0 && epoch is not ("" or "0") ? $"{epoch}:{version}" : version,
            Qualifier(url, "arch"),
            Stream(Qualifier(url, "rpmmod")));
    }

    /// <summary>Reads <c>curl-7.79.1-27.oe2203sp1.x86_64.rpm</c>; null for what is no package file's name.</summary>
    public static CsafComponent? OfFile(string file)
    {
        string text = file.EndsWith(".rpm", StringComparison.Ordinal) ? file[..^4] : file;
        int dot = text.LastIndexOf('.');
        int release = dot < 0 ? -1 : text.LastIndexOf('-', dot);
        int version = release <= 0 ? -1 : text.LastIndexOf('-', release - 1);
        return version <= 0
            ? null
            : new CsafComponent(text[..version], text[(version + 1)..dot], text[(dot + 1)..], string.Empty);
    }

    private static string Qualifier(PackageUrl url, string key) =>
        url.Qualifiers.FirstOrDefault(qualifier => qualifier.Key == key).Value ?? string.Empty;

    // "ruby:2.5:8090020230627084142:b46abd14" is of the stream "ruby:2.5".
    private static string Stream(string label) => string.Join(':', label.Split(':').Take(2));
}
