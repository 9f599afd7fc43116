using System.Text;
using Skep.Core;
using Skep.Packages.Npm;
using Skep.Testing;

namespace Skep.Packages.Tests.Npm;

public sealed class YarnLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new YarnLockInspector();

    protected override string SamplePath => "app/yarn.lock";

    protected override byte[] Sample =>
        """
        # yarn lockfile v1


        "@s/a@^1.0.0", "@s/a@^1.2.0":
          version "1.2.3"
          resolved "https://registry.example.org/a-1.2.3.tgz#abc"
          dependencies:
            version "^9.0.0"

        lodash4@npm:lodash@^4.0.0:
          version "4.17.21"

        own@file:./own:
          version "0.0.0"
        """u8.ToArray();

    [Fact]
    public async Task Entries_of_yarn_1_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["@s/a 1.2.3", "lodash 4.17.21"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Entries_of_later_yarns_are_listed()
    {
        RecordingSink found = await InspectText(
            """
            __metadata:
              version: 8

            "@s/a@npm:^1.0.0, @s/a@npm:^1.2.0":
              version: 1.2.3
              resolution: "@s/a@npm:1.2.3"

            "lodash4@npm:lodash@^4.0.0":
              version: 4.17.21

            "app@workspace:.":
              version: 0.0.0-use.local
            """);

        Assert.Equal(["@s/a 1.2.3", "lodash 4.17.21"], Names(found));
    }

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
