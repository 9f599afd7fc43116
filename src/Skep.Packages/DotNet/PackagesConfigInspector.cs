using System.Xml;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.DotNet;

/// <summary>Lists the packages of an application for .NET Framework or Mono.</summary>
/// <remarks>
/// It is the only record such an application is deployed with, so it counts as installed.
/// Format: <see href="https://learn.microsoft.com/nuget/reference/packages-config"/>.
/// </remarks>
internal sealed class PackagesConfigInspector : IInspector
{
    public InspectorId Id => new("dotnet/packages-config");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/packages.config").UpTo(ByteSize.Mebibytes(8));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        try
        {
            if (!file.Content.IsEmpty)
            {
                Read(file, sink, cancellationToken);
            }
        }
        catch (XmlException)
        {
            sink.Add(new Problem(file.Path, "not valid XML"));
        }

        return ValueTask.CompletedTask;
    }

    private static void Read(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        using XmlReader reader = XmlFile.Open(file.Content);
        while (reader.Read() && reader.Depth < XmlFile.MaxDepth)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "package")
            {
                continue;
            }

            string? name = reader.GetAttribute("id");
            string? version = reader.GetAttribute("version");
            if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(version))
            {
                sink.Add(new Problem(file.Path, "package without an id and a version"));
                continue;
            }

            sink.Add(new Package(NuGetEcosystem.Name, name.Trim(), version.Trim())
            {
                IsDevelopment = reader.GetAttribute("developmentDependency") == "true",
                Note = "as packages.config lists",
            });
        }
    }
}
