using System.Globalization;
using Skep.Core;
using Skep.Packages.Java;
using Skep.Testing;

namespace Skep.Packages.Tests.Java;

public sealed class JarInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new JarInspector();

    protected override string SamplePath => "opt/app/lib/comb-core-1.4.jar";

    protected override byte[] Sample => new JarBuilder()
        .Manifest("Implementation-Title: Comb", "Implementation-Version: 1.4")
        .Add("org/skep/Comb.class", [0xca, 0xfe, 0xba, 0xbe])
        .Pom("org.skep", "comb-core", "1.4")
        .Add("lib/inner.jar", new JarBuilder().Pom("org.skep", "inner", "2.0").Build())
        .Build();

    [Fact]
    public async Task Maven_coordinates_win_over_the_manifest()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["org.skep:inner 2.0", "org.skep:comb-core 1.4"], Names(found));
        Assert.Equal([$"{SamplePath}!lib/inner.jar", SamplePath], found.Packages.Select(p => p.Location));
    }

    [Fact]
    public async Task Project_file_names_a_library_whose_properties_are_missing_or_unfilled()
    {
        const string parent = "<parent><groupId>org.skep</groupId><version>1.4</version></parent>";
        RecordingSink found = await Inspect(new JarBuilder()
            .Project("org.skep/comb-core", parent + "<artifactId>comb-core</artifactId>")
            .Project("org.skep/wax", "<groupId>org.skep</groupId><artifactId>wax</artifactId><version>2.0</version>")
            .Add("META-INF/maven/org.skep/wax/pom.properties", "groupId=org.skep\nversion=${version}\n")
            .Project("org.skep/named", "<groupId>other</groupId><artifactId>x</artifactId><version>9</version>")
            .Pom("org.skep", "named", "3.0")
            .Project("org.skep/vague", parent + "<artifactId>vague</artifactId><version>${revision}</version>")
            .Project("org.skep/broken", "<artifactId>")
            .Build());

        Assert.Equal(["org.skep:named 3.0", "org.skep:comb-core 1.4", "org.skep:wax 2.0"], Names(found));
        Assert.Empty(found.Problems);
    }

    [Fact]
    public async Task Shaded_jar_lists_all_that_was_merged_and_itself()
    {
        RecordingSink found = await Inspect(new JarBuilder()
            .Pom("com.google.guava", "guava", "20.0")
            .Pom("org.yaml", "snakeyaml", "1.18")
            .Manifest("Implementation-Title: Comb", "Implementation-Version: 1.4")
            .Build());

        Assert.Equal(["com.google.guava:guava 20.0", "org.yaml:snakeyaml 1.18", "Comb 1.4"], Names(found));
    }

    [Fact]
    public async Task File_of_another_name_but_the_same_version_is_no_second_library()
    {
        byte[] jar = new JarBuilder().Pom("org.quartz-scheduler", "quartz", "2.3.2").Build();

        RecordingSink found = await Inspect(jar, default, "usr/share/java/quartz2-2.3.2.jar");

        Assert.Equal(["org.quartz-scheduler:quartz 2.3.2"], Names(found));
    }

    [Fact]
    public async Task Manifest_names_a_jar_without_coordinates_and_guesses_them()
    {
        byte[] jar = new JarBuilder().Manifest(
            "Bundle-SymbolicName: org.skep.comb;singleton:=true",
            "Implementation-Title: The Honey ",
            " Comb",
            "Implementation-Vendor-Id: org.skep",
            "Implementation-Version: 1.4").Build();

        Package package = Assert.Single((await Inspect(jar, default, "lib/comb.jar")).Packages);

        Assert.Equal(("The Honey Comb", "1.4"), (package.Name, package.Version));
        Assert.Equal("name from the manifest", package.Note);
        Assert.Contains("org.skep:comb", package.OtherNames);
        Assert.Contains("comb:comb", package.OtherNames);
    }

    [Fact]
    public async Task File_name_is_the_last_resort_and_said_so()
    {
        byte[] jar = new JarBuilder().Add("a.class", "x").Build();

        Package package = Assert.Single((await Inspect(jar, default, "lib/log4j-core-2.14.1.jar")).Packages);

        Assert.Equal(
            ("log4j-core", "2.14.1", PackageEvidence.FileName),
            (package.Name, package.Version, package.Evidence));
        Assert.Equal("org.apache.logging.log4j:log4j-core", package.OtherNames[0]);
        Assert.Equal("name and version from the file name", package.Note);
    }

    [Theory]
    [InlineData("lib/no-version.jar")]
    [InlineData("lib/comb-1.0-sources.jar")]
    public async Task Jar_that_says_nothing_is_no_finding(string path)
    {
        RecordingSink found = await Inspect(new JarBuilder().Add("a.class", "x").Build(), default, path);

        Assert.Empty(found.Packages);
        Assert.Empty(found.Problems);
    }

    [Fact]
    public async Task Empty_file_is_a_placeholder() => Assert.Empty((await Inspect([])).Problems);

    [Fact]
    public async Task Start_script_before_the_archive_is_skipped() =>
        Assert.Equal(2, (await Inspect([.. "#!/bin/sh\nexec java -jar \"$0\"\n"u8, .. Sample])).Packages.Count);

    [Fact]
    public async Task What_is_no_archive_is_a_problem() =>
        Assert.Equal(
            "not a zip archive: no end of central directory",
            Assert.Single((await Inspect("hello"u8.ToArray())).Problems).Message);

    [Fact]
    public async Task Endless_nesting_stops_at_the_depth_limit()
    {
        byte[] jar = new JarBuilder().Pom("org.skep", "deepest", "1").Build();
        for (int depth = 0; depth < 40; depth++)
        {
            jar = new JarBuilder().Add("x.jar", jar, stored: depth % 2 == 0).Build();
        }

        RecordingSink found = await Inspect(jar, default, "opt/app.jar");

        Assert.Empty(found.Packages);
        Assert.Equal("archives nested deeper than 10 were not opened", Assert.Single(found.Problems).Message);
    }

    [Fact]
    public async Task Nested_jar_of_gigabytes_is_not_inflated()
    {
        byte[] bomb = new JarBuilder().Add("zeros.jar", new byte[100 * 1024 * 1024]).Build();

        RecordingSink found = await Inspect(bomb);

        Assert.EndsWith("is too large to be opened", Assert.Single(found.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jars_that_fan_out_without_end_use_up_one_budget()
    {
        byte[] jar = new JarBuilder().Pom("org.skep", "leaf", "1").Build();
        for (int depth = 0; depth < 5; depth++)
        {
            var wider = new JarBuilder();
            for (int i = 0; i < 12; i++)
            {
                wider.Add(string.Create(CultureInfo.InvariantCulture, $"{i}.jar"), jar);
            }

            jar = wider.Build();
        }

        RecordingSink found = await Inspect(jar);

        Assert.Contains(found.Problems, p => p.Message.EndsWith("the rest was not opened", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}");
}
