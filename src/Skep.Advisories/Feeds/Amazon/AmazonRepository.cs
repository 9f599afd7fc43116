using System.Text;
using System.Xml;

namespace Skep.Advisories.Feeds.Amazon;

/// <summary>The way from a mirror list to the notices of the repository that it names.</summary>
/// <remarks>Each update of a release is a repository of its own, whose folder has a new name.</remarks>
internal static class AmazonRepository
{
    private const string IndexPath = "repodata/repomd.xml";

    /// <summary>From the mirror list, which has an address a line, to the first one's index.</summary>
    public static Uri? Index(string content)
    {
        string line = content.Split('\n')[0].Trim();
        return Uri.TryCreate($"{line.TrimEnd('/')}/{IndexPath}", UriKind.Absolute, out Uri? index) ? index : null;
    }

    /// <summary>From the index to the file that it lists as <c>updateinfo</c>.</summary>
    public static Uri? UpdateInfo(Uri address, string content)
    {
        try
        {
            using XmlReader reader = FeedXml.Open(new MemoryStream(Encoding.UTF8.GetBytes(content)));
            if (reader.MoveToContent() != XmlNodeType.Element)
            {
                return null;
            }

            foreach (string child in reader.Children())
            {
                bool isWanted = child == "data" && reader.Attribute("type") == "updateinfo";
                foreach (string field in isWanted ? reader.Children() : [])
                {
                    if (field == "location" && reader.Attribute("href") is { Length: > 0 } path)
                    {
                        return Uri.TryCreate(new Uri(address, "../"), path, out Uri? file) ? file : null;
                    }
                }
            }
        }
        catch (XmlException)
        {
            // A page of another kind.
        }

        return null;
    }
}
