using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Alpine;
using Skep.Advisories.Feeds.Amazon;
using Skep.Advisories.Feeds.Arch;
using Skep.Advisories.Feeds.AzureLinux;
using Skep.Advisories.Feeds.Cisa;
using Skep.Advisories.Feeds.Cve;
using Skep.Advisories.Feeds.Debian;
using Skep.Advisories.Feeds.DotNet;
using Skep.Advisories.Feeds.First;
using Skep.Advisories.Feeds.FriendsOfPhp;
using Skep.Advisories.Feeds.Haskell;
using Skep.Advisories.Feeds.Node;
using Skep.Advisories.Feeds.Nvd;
using Skep.Advisories.Feeds.OpenEuler;
using Skep.Advisories.Feeds.Oracle;
using Skep.Advisories.Feeds.Osv;
using Skep.Advisories.Feeds.Photon;
using Skep.Advisories.Feeds.RedHat;
using Skep.Advisories.Feeds.RetireJs;
using Skep.Advisories.Feeds.RubySec;
using Skep.Advisories.Feeds.RustSec;
using Skep.Advisories.Feeds.Suse;
using Skep.Advisories.Feeds.Ubuntu;

namespace Skep.Advisories;

/// <summary>Every advisory feed Skep reads, sorted by folder. To add one, add a folder and a line here.</summary>
public static class AdvisoryFeeds
{
    public static IReadOnlyList<IAdvisoryFeed> All { get; } =
    [
        new SecdbFeed(),
        new AlasFeed(),
        new ArchTrackerFeed(),
        new AzureLinuxOvalFeed(),
        new KevFeed(),
        new CveRecordFeed(),
        new DebianListFeed(),
        new DebianTrackerFeed(),
        new DotNetReleasesFeed(),
        new EpssFeed(),
        new FriendsOfPhpFeed(),
        new HaskellFeed(),
        new NodeFeed(),
        new NvdFeed(),
        new OpenEulerCsafFeed(),
        new OracleOvalFeed(),
        new OsvFeed(),
        new PhotonOvalFeed(),
        new RedHatCsafFeed(),
        new RedHatOvalFeed(),
        new RetireJsFeed(),
        new RubySecFeed(),
        new RustSecFeed(),
        new SuseOvalFeed(),
        new UbuntuTrackerFeed(),
    ];
}
