using System.Text;
using Skep.Core;
using Skep.Packages.Java;
using Skep.Testing;

namespace Skep.Packages.Tests.Java;

public sealed class PomXmlInspectorTests : InspectorContract
{
    protected override IInspector Inspector => new PomXmlInspector();

    protected override string SamplePath => "app/pom.xml";

    protected override byte[] Sample =>
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <parent><groupId>org.skep</groupId><version>2.0</version></parent>
          <artifactId>app</artifactId>
          <properties><guava.version>28.1-jre</guava.version></properties>
          <dependencyManagement><dependencies>
            <dependency><groupId>log4j</groupId><artifactId>log4j</artifactId><version>1.2.17</version></dependency>
          </dependencies></dependencyManagement>
          <dependencies>
            <dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId>
              <version>${guava.version}</version>
              <exclusions><exclusion><groupId>x</groupId></exclusion></exclusions></dependency>
            <dependency><groupId>log4j</groupId><artifactId>log4j</artifactId></dependency>
            <dependency><groupId>${project.groupId}</groupId><artifactId>core</artifactId>
              <version>${project.version}</version></dependency>
            <dependency><groupId>junit</groupId><artifactId>junit</artifactId>
              <version>4.12</version><scope>test</scope></dependency>
            <dependency><groupId>un</groupId><artifactId>known</artifactId></dependency>
            <dependency><groupId>ranged</groupId><artifactId>ranged</artifactId>
              <version>[1.0,2.0)</version></dependency>
          </dependencies>
        </project>
        """u8.ToArray();

    [Fact]
    public async Task Versions_this_file_tells_are_listed()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(
            ["com.google.guava:guava 28.1-jre", "log4j:log4j 1.2.17", "org.skep:core 2.0", "junit:junit 4.12 dev"],
            Names(found));
        Assert.All(found.Packages, package => Assert.Equal(PackageEvidence.Declared, package.Evidence));
    }

    [Fact]
    public async Task Properties_that_name_each_other_are_survived() =>
        Assert.Empty((await InspectText(
            """
            <project><properties><a>${b}${b}</a><b>${a}${a}</b></properties><dependencies>
            <dependency><groupId>g</groupId><artifactId>a</artifactId><version>${a}</version></dependency>
            </dependencies></project>
            """)).Packages);

    [Fact]
    public async Task Nesting_ten_thousand_deep_is_a_problem() =>
        Assert.Equal(
            "not valid XML",
            Assert.Single((await InspectText(string.Concat(Enumerable.Repeat("<a>", 10_000)))).Problems).Message);

    private Task<RecordingSink> InspectText(string text) => Inspect(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(RecordingSink found) =>
        found.Packages.Select(p => $"{p.Name} {p.Version}{(p.IsDevelopment ? " dev" : string.Empty)}");
}
