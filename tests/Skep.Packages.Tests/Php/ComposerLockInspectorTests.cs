using System.Text;
using Skep.Core;
using Skep.Packages.Php;
using Skep.Testing;

namespace Skep.Packages.Tests.Php;

public sealed class ComposerLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new ComposerLockInspector();

    protected override string SamplePath => "var/www/composer.lock";

    protected override byte[] Sample =>
        """
        {
          "packages": [{"name": "monolog/monolog", "version": "2.1.0"}],
          "packages-dev": [{"name": "phpunit/phpunit", "version": "9.0.0"}]
        }
        """u8.ToArray();

    [Fact]
    public async Task Both_lists_are_read()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["monolog/monolog 2.1.0", "phpunit/phpunit 9.0.0 dev"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Equal("not valid JSON", Assert.Single((await InspectText(new string('[', 10_000))).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
