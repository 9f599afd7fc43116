using Skep.Packages.Java;

namespace Skep.Packages.Tests.Java;

public sealed class JarFileNameTests
{
    [Theory]
    [InlineData("a/commons-io-2.6.jar", "commons-io", "2.6")]
    [InlineData("log4j-1.2-api-2.17.1.jar", "log4j-1.2-api", "2.17.1")]
    [InlineData("guava-28.1-jre.jar", "guava", "28.1-jre")]
    [InlineData("foo-1.0-beta-2.jar", "foo", "1.0-beta-2")]
    [InlineData("foo-1.0-SNAPSHOT.jar", "foo", "1.0-SNAPSHOT")]
    [InlineData("foo-1.0-20200101.101112-3.jar", "foo", "1.0-20200101.101112-3")]
    [InlineData("netty-all-4.1.50.Final.jar", "netty-all", "4.1.50.Final")]
    [InlineData("akka-actor_2.12-2.5.31.jar", "akka-actor_2.12", "2.5.31")]
    [InlineData("org.eclipse.osgi_3.7.2.v20120110.jar", "org.eclipse.osgi", "3.7.2.v20120110")]
    [InlineData("scala_2.12.jar", "scala_2.12", null)]
    [InlineData("app.jar", "app", null)]
    [InlineData("-1.jar", "-1", null)]
    [InlineData("x-.jar", "x-", null)]
    [InlineData("war.war!WEB-INF/lib/a-1.jar", "a", "1")]
    public void Artifact_and_version_part_where_people_part_them(string path, string artifact, string? version)
    {
        JarFileName name = JarFileName.Parse(path);

        Assert.Equal((artifact, version), (name.Artifact, name.Version));
    }
}
