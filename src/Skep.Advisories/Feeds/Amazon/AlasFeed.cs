using System.Xml;
using Skep.Core;

namespace Skep.Advisories.Feeds.Amazon;

/// <summary>Amazon Linux's security notices (ALAS), as its repositories' <c>updateinfo.xml</c> has them.</summary>
/// <remarks>
/// Only the core repositories are read: extras have packages of the same names with versions of their own. Each update
/// is whole by itself, so what stands before damage counts. Format:
/// <see href="https://en.opensuse.org/openSUSE:Standards_Rpm_Metadata_UpdateInfo"/>.
/// </remarks>
internal sealed class AlasFeed : IAdvisoryFeed
{
    // The largest real notice (a kernel with all its parts) lists 60 packages; Amazon Linux 2 has 3,000 notices.
    private const int MaxItems = 1_000_000;

    private const string OnArm = "-aarch64.xml";

    public string Id => "amazon/alas";

    public string Title => "Amazon Linux security notices";

    public string Licence => "Amazon Linux security data, terms not stated";

    public bool Recognises(FeedFile file) =>
        file.HeadContains("<updates"u8) && file.HeadContains("linux-security@amazon.com"u8);

    // Release 1 is served over plain HTTP only. In release 2 each architecture has notices of its own; in 2023 those of
    // one list the packages of all.
    public IReadOnlyList<FeedLocation> LocationsFor(string scope) => scope switch
    {
        "amazon:2" =>
        [
            Location("2/core/latest/x86_64", "amazon/2.xml"),
            Location("2/core/latest/aarch64", $"amazon/2{OnArm}"),
        ],
        "amazon:2023" => [Location("al2023/core/mirrors/latest/x86_64", "amazon/2023.xml")],
        _ => [],
    };

    private static FeedLocation Location(string mirrors, string path) =>
        new(new Uri($"https://cdn.amazonlinux.com/{mirrors}/mirror.list"), path)
        {
            Leads = [(_, list) => AmazonRepository.Index(list), AmazonRepository.UpdateInfo],
        };

    public ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        try
        {
            using XmlReader reader = FeedXml.Open(file.Content);
            if (reader.MoveToContent() == XmlNodeType.Element)
            {
                Read(reader, file.Path.EndsWith(OnArm, StringComparison.Ordinal), sink, cancellationToken);
            }
        }
        catch (XmlException)
        {
            sink.AddDamage(new Problem(file.Path, "not well-formed XML; what stands before the damage was read"));
        }

        return ValueTask.CompletedTask;
    }

    private void Read(XmlReader reader, bool isOnArm, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        int items = 0;
        foreach (string child in reader.Children())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (child != "update" || AlasNotice.Read(reader) is not { } notice)
            {
                continue;
            }

            items += notice.Affected.Count + 1;
            if (items > MaxItems)
            {
                throw new XmlException("more items than any publisher's file has");
            }

            string scope = notice.Affected[0].Scope;
            sink.Begin(new FeedPart(Id, isOnArm ? $"{scope}/aarch64" : scope) { Scopes = [scope] });
            sink.Add(notice);
        }
    }
}
