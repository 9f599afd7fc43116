using System.CommandLine;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Engine;
using Skep.Packages;
using Skep.Packages.Sboms;

namespace Skep.Cli.Commands;

/// <summary><c>skep sbom FILE</c></summary>
internal static class SbomCommand
{
    private const string Text = "Match a bill of materials: CycloneDX (JSON, XML) or SPDX (JSON, tag-value).";

    private const string Examples = """
        skep sbom bom.json
        skep sbom bom.spdx --fail-on high
        """;

    public static Command Create(Host host)
    {
        var file = new Argument<string>("FILE") { Description = "the document" };
        var scan = new ScanCommand(withRegistry: false);
        var command = new DocumentedCommand("sbom", Text, Examples) { file };
        scan.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string named = parsed.GetValue(file)!;
            ImageInventory inventory = Read(named, SmallFile.ReadLarge(host.FullPath(named)), cancellationToken);
            return scan.RunAsync(
                parsed,
                host,
                (scanner, _, token) => Task.FromResult<IReadOnlyList<ScanOutcome>>(
                    [new ScanOutcome.Completed(named, scanner.Judge(inventory, token))]),
                cancellationToken);
        });
        return command;
    }

    private static ImageInventory Read(string name, byte[] document, CancellationToken cancellationToken)
    {
        SbomContent content = SbomReader.Read(document, name, cancellationToken);
        if (content.Format.Length == 0)
        {
            throw new SkepException(
                ErrorKind.Invalid,
                $"{name}: {(content.Problems.Count > 0 ? content.Problems[0].Message : "not a bill of materials")}",
                "CycloneDX (JSON, XML) and SPDX (JSON, tag-value) are read");
        }

        Dictionary<EcosystemId, IEcosystem> ecosystems = Ecosystems.All.ToDictionary(ecosystem => ecosystem.Id);
        return new ImageInventory
        {
            Image = new ImageIdentity { Name = name, Kind = "sbom" },
            Distribution = content.Distribution,
            Problems = content.Problems,
            Packages =
            [
                .. content.Packages.Select(package => new ImagePackage(package)
                {
                    Purl = ecosystems.TryGetValue(package.Ecosystem, out IEcosystem? ecosystem)
                        ? ecosystem.Purl(package, content.Distribution).ToString()
                        : string.Empty,
                }),
            ],
        };
    }
}
