using Skep.Core;
using Skep.Packages.Ruby;
using Skep.Testing;

namespace Skep.Packages.Tests.Ruby;

public sealed class GemfileLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new GemfileLockInspector();

    protected override string SamplePath => "app/Gemfile.lock";

    protected override byte[] Sample =>
        """
        PATH
          remote: .
          specs:
            own (0.1.0)

        GEM
          remote: https://rubygems.org/
          specs:
            nokogiri (1.13.0-x86_64-linux)
              racc (~> 1.4)
            racc (1.6.0)

        PLATFORMS
          ruby

        DEPENDENCIES
          nokogiri (= 1.13.0)

        BUNDLED WITH
           2.3.3
        """u8.ToArray();

    [Fact]
    public async Task Published_gems_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["nokogiri 1.13.0", "racc 1.6.0"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
