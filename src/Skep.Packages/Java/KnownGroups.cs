using System.Collections.Frozen;

namespace Skep.Packages.Java;

/// <summary>The groups of widespread libraries that are often shipped as jars without Maven's metadata.</summary>
/// <remarks>
/// Facts of Maven Central. Only artifacts whose group none of the habits in <see cref="MavenGuesses"/> gives.
/// </remarks>
internal static class KnownGroups
{
    private static readonly FrozenDictionary<string, string> Groups = new Dictionary<string, string>
    {
        ["activation"] = "javax.activation",
        ["asm-all"] = "org.ow2.asm",
        ["axis"] = "org.apache.axis",
        ["bcpkix-jdk15on"] = "org.bouncycastle",
        ["bcprov-jdk15on"] = "org.bouncycastle",
        ["bcprov-jdk18on"] = "org.bouncycastle",
        ["c3p0"] = "com.mchange",
        ["commons-compress"] = "org.apache.commons",
        ["commons-lang3"] = "org.apache.commons",
        ["commons-text"] = "org.apache.commons",
        ["fastjson"] = "com.alibaba",
        ["gson"] = "com.google.code.gson",
        ["guava"] = "com.google.guava",
        ["h2"] = "com.h2database",
        ["hibernate-core"] = "org.hibernate",
        ["hibernate-validator"] = "org.hibernate.validator",
        ["httpclient"] = "org.apache.httpcomponents",
        ["jackson-databind"] = "com.fasterxml.jackson.core",
        ["jackson-mapper-asl"] = "org.codehaus.jackson",
        ["jdom"] = "org.jdom",
        ["jdom2"] = "org.jdom",
        ["json"] = "org.json",
        ["log4j-api"] = "org.apache.logging.log4j",
        ["log4j-core"] = "org.apache.logging.log4j",
        ["logback-classic"] = "ch.qos.logback",
        ["logback-core"] = "ch.qos.logback",
        ["mysql-connector-j"] = "com.mysql",
        ["mysql-connector-java"] = "mysql",
        ["netty-all"] = "io.netty",
        ["ojdbc8"] = "com.oracle.database.jdbc",
        ["postgresql"] = "org.postgresql",
        ["quartz"] = "org.quartz-scheduler",
        ["shiro-core"] = "org.apache.shiro",
        ["snakeyaml"] = "org.yaml",
        ["spring-aop"] = "org.springframework",
        ["spring-beans"] = "org.springframework",
        ["spring-context"] = "org.springframework",
        ["spring-core"] = "org.springframework",
        ["spring-expression"] = "org.springframework",
        ["spring-web"] = "org.springframework",
        ["spring-webmvc"] = "org.springframework",
        ["struts2-core"] = "org.apache.struts",
        ["tomcat-embed-core"] = "org.apache.tomcat.embed",
        ["velocity"] = "org.apache.velocity",
        ["xalan"] = "xalan",
        ["xercesImpl"] = "xerces",
        ["xstream"] = "com.thoughtworks.xstream",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Find(string artifact) => Groups.GetValueOrDefault(artifact);
}
