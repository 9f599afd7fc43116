using System.Reflection;
using Skep.Advisories;
using Skep.Advisories.Feeds;
using Skep.Core;
using Skep.Images;
using Skep.Packages;
using Skep.Reports;

namespace Skep.Architecture.Tests;

/// <summary>
/// Every plug-in stands in its list file: a folder without its line would be dead code nobody notices.
/// </summary>
public sealed class ListRules
{
    [Fact]
    public void Every_ecosystem_is_listed() =>
        AssertListed<IEcosystem>(typeof(Ecosystems).Assembly, Ecosystems.All);

    [Fact]
    public void Every_inspector_belongs_to_a_listed_ecosystem_or_to_the_distributions() =>
        AssertListed<IInspector>(typeof(Ecosystems).Assembly, Inspectors.All);

    [Fact]
    public void Every_image_source_is_listed() =>
        AssertListed<IImageSource>(typeof(ImageSources).Assembly, ImageSources.All);

    [Fact]
    public void Every_feed_is_listed() =>
        AssertListed<IAdvisoryFeed>(typeof(AdvisoryFeeds).Assembly, AdvisoryFeeds.All);

    [Fact]
    public void Every_report_format_is_listed() =>
        AssertListed<IReportWriter>(typeof(ReportFormats).Assembly, ReportFormats.All);

    [Fact]
    public void Ids_are_unique()
    {
        Assert.Distinct(Ecosystems.All.Select(ecosystem => ecosystem.Id));
        Assert.Distinct(Inspectors.All.Select(inspector => inspector.Id));
        Assert.Distinct(ImageSources.All.Select(source => source.Id));
        Assert.Distinct(AdvisoryFeeds.All.Select(feed => feed.Id));
        Assert.Distinct(ReportFormats.All.Select(format => format.Id));
    }

    private static void AssertListed<T>(Assembly assembly, IEnumerable<T> list)
        where T : notnull
    {
        HashSet<Type> listed = [.. list.Select(plugIn => plugIn.GetType())];
        IEnumerable<Type> all = assembly.GetTypes()
            .Where(type => typeof(T).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false });

        Rules.AssertNone(all.Except(listed).Select(type => type.FullName!));
    }
}
