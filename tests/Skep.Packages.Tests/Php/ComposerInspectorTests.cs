using System.Text;
using Skep.Core;
using Skep.Packages.Php;
using Skep.Testing;

namespace Skep.Packages.Tests.Php;

public sealed class ComposerInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new ComposerInspector();

    protected override string SamplePath => "var/www/vendor/composer/installed.json";

    protected override byte[] Sample =>
        """
        {
          "packages": [
            {"name": "monolog/monolog", "version": "2.1.0", "version_normalized": "2.1.0.0", "license": ["MIT"]},
            {"name": "phpunit/phpunit", "version": "v9.0.0", "license": "BSD-3-Clause"}
          ],
          "dev": true,
          "dev-package-names": ["phpunit/phpunit"]
        }
        """u8.ToArray();

    [Fact]
    public async Task Packages_of_composer_2_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["monolog/monolog 2.1.0", "phpunit/phpunit v9.0.0 dev"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Installed, package.Evidence));
    }

    [Fact]
    public async Task Packages_of_composer_1_are_listed() =>
        Assert.Equal(["a/b 1.0.0"], Names(await InspectText("""[{"name": "a/b", "version": "1.0.0"}]""")));

    [Fact]
    public async Task Package_without_a_version_is_a_problem() =>
        Assert.Single((await InspectText("""[{"name": "a/b"}]""")).Problems);

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Equal("not valid JSON", Assert.Single((await InspectText(new string('[', 10_000))).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
