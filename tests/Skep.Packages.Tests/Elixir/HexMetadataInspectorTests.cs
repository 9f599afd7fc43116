using Skep.Core;
using Skep.Packages.Elixir;
using Skep.Testing;

namespace Skep.Packages.Tests.Elixir;

public sealed class HexMetadataInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new HexMetadataInspector();

    protected override string SamplePath => "app/deps/plug/hex_metadata.config";

    protected override byte[] Sample =>
        """
        {<<"links">>,[{<<"GitHub">>,<<"https://github.com/elixir-plug/plug">>}]}.
        {<<"requirements">>,
         [[{<<"name">>,<<"mime">>},
           {<<"version">>,<<"~> 1.0">>}]]}.
        {<<"name">>,<<"plug">>}.
        {<<"version">>,<<"1.14.0">>}.
        {<<"app">>,<<"plug">>}.
        """u8.ToArray();

    [Fact]
    public async Task Package_is_named_and_what_it_requires_is_not()
    {
        Package package = Assert.Single((await Inspect(Sample)).Packages);

        Assert.Equal(("plug", "1.14.0"), (package.Name, package.Version));
        Assert.Equal(PackageEvidence.Installed, package.Evidence);
    }

    [Fact]
    public async Task Record_without_a_version_is_a_problem() => Assert.Equal(
        "hex package record without a name and a version",
        Assert.Single((await Inspect("{<<\"name\">>,<<\"plug\">>}.\n"u8.ToArray())).Problems).Message);
}
