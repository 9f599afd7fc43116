using Skep.Core;
using Skep.Packages.Python;
using Skep.Testing;

namespace Skep.Packages.Tests.Python;

public sealed class RequirementsInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new RequirementsInspector();

    protected override string SamplePath => "app/requirements.txt";

    protected override byte[] Sample =>
        """
        # pinned
        -r other.txt
        flask==2.0.1
        requests[socks, security] == 2.31.0 ; python_version >= "3.8"  # why
        idna===3.4 \
            --hash=sha256:00
        ranged>=1.0,<2
        git+https://example.org/x.git@v1#egg=x==1
        wild==1.*
        """u8.ToArray();

    [Fact]
    public async Task Only_what_is_pinned_is_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["flask 2.0.1", "requests 2.31.0", "idna 3.4"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Name_of_the_file_tells_development()
    {
        RecordingSink found = await Inspect("a==1"u8.ToArray(), default, "app/requirements-dev.txt");

        Assert.True(Assert.Single(found.Packages).IsDevelopment);
    }

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
