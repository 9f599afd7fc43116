namespace Skep.Cli.Demo;

/// <summary>A published .NET application on NuGet packages of the past.</summary>
internal sealed class NuGetPackages(Action<string> say)
{
    // The packages' known vulnerabilities are the point of the demo, so NuGet's own audit is off.
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <AssemblyName>Shop</AssemblyName>
            <NuGetAudit>false</NuGetAudit>
            <RestorePackagesWithLockFile>false</RestorePackagesWithLockFile>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Newtonsoft.Json" Version="12.0.1" />
            <PackageReference Include="System.Text.Encodings.Web" Version="4.5.0" />
            <PackageReference Include="SharpZipLib" Version="1.3.2" />
          </ItemGroup>
        </Project>
        """;

    public async Task FetchAsync(string folder, CancellationToken cancellationToken)
    {
        string build = Directory.CreateTempSubdirectory("skep-demo-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(build, "Shop.csproj"), Project, cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(build, "Program.cs"), "return 0;\n", cancellationToken);
            say("nuget: publishing an application with Newtonsoft.Json 12.0.1 and others");
            await new ExternalTool("dotnet").RunAsync(
                build,
                ["publish", "-c", "Release", "-nologo", "-v", "q", "-o", Path.Combine(folder, "srv", "shop")],
                cancellationToken);
        }
        finally
        {
            Directory.Delete(build, recursive: true);
        }
    }
}
