using System.Text;
using Skep.Core;
using Skep.Packages.Python;
using Skep.Testing;

namespace Skep.Packages.Tests.Python;

public sealed class PythonLockInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new PythonLockInspector();

    protected override string SamplePath => "app/poetry.lock";

    protected override byte[] Sample =>
        """
        [[package]]
        name = "requests"
        version = "2.31.0"
        description = "HTTP"
        files = [
            {file = "requests-2.31.0.tar.gz", hash = "sha256:00"},
        ]

        [package.dependencies]
        idna = ">=2.5"

        [[package]]
        name = "pytest"
        version = "7.0.0"
        category = "dev"

        [[package]]
        name = "black"
        version = "24.1.0"
        groups = ["dev"]

        [[package]]
        name = "own"
        version = "0.1.0"

        [package.source]
        type = "directory"
        url = "../own"

        [metadata]
        lock-version = "2.0"
        """u8.ToArray();

    [Fact]
    public async Task Poetry_lists_packages_with_their_group()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["requests 2.31.0", "pytest 7.0.0 dev", "black 24.1.0 dev"], Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Uv_lists_packages_but_not_the_project()
    {
        RecordingSink found = await InspectText(
            """
            version = 1
            [[package]]
            name = "own"
            version = "0.1.0"
            source = { editable = "." }

            [[package]]
            name = "anyio"
            version = "4.0.0"
            source = { registry = "https://pypi.org/simple" }
            """);

        Assert.Equal(["anyio 4.0.0"], Names(found));
    }

    [Theory]
    [InlineData("[[package]\nname = 1")]
    [InlineData("a = [")]
    [InlineData("= 1")]
    public async Task Broken_file_is_a_problem(string text) =>
        Assert.Equal("not valid TOML", Assert.Single((await InspectText(text)).Problems).Message);

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Single((await InspectText("a = " + new string('[', 10_000))).Problems);

    [Fact]
    public async Task Dotted_names_ten_thousand_deep_are_survived() =>
        Assert.Empty((await InspectText("[" + string.Join('.', Enumerable.Repeat("a", 10_000)) + "]\n")).Packages);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
