using System.Text.Json;
using Skep.Core;
using Skep.Reports.Dockerfiles;
using Skep.Reports.Json;

namespace Skep.Reports.Sarif;

/// <summary>Where a finding is: a file in the image, or an instruction of its build.</summary>
internal sealed class SarifLocations(Utf8JsonWriter json, ImageInventory inventory)
{
    /// <summary>The image's root directory, to which files are relative.</summary>
    public const string ImageRoot = "IMAGEROOT";

    /// <summary>Where the Dockerfile would be that is rebuilt from the image's history.</summary>
    public const string Build = "BUILD";

    private const int MostRelated = 10;

    private readonly RebuiltDockerfile _dockerfile = new(inventory);

    public void Write(Finding finding)
    {
        var rule = finding as RuleFinding;
        IReadOnlyList<Evidence> evidence = rule?.Sighting.Evidence ?? [];
        LayerSummary? layer = inventory.Layers.FirstOrDefault(l => l.Index == finding.LayerIndex);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        bool isConfiguration = rule is not null && finding.Location.Length == 0;
        if (isConfiguration)
        {
            Instruction(rule!);
        }
        else
        {
            File(finding.Location, evidence.Count > 0 ? evidence[0] : null);
            string digest = (layer?.DiffId ?? layer?.Digest)?.ToString() ?? string.Empty;
            Logical($"{inventory.Image.Name}@{digest}:/{finding.Location}", null, "resource");
        }

        if (layer is not null)
        {
            SarifRule.Message(json, "message", $"layer {layer.Index}: {layer.Instruction}".TrimEnd(' ', ':'));
        }

        json.WriteEndObject();
        json.WriteEndArray();
        if (!isConfiguration)
        {
            json.Objects(
                "relatedLocations",
                [.. evidence.Skip(1).Take(MostRelated)],
                place => File(finding.Location, place));
        }
    }

    private void File(string location, Evidence? evidence)
    {
        string file = location.Split('!', 2)[0].TrimStart('/');
        json.WriteStartObject("physicalLocation");
        Artifact(file.Length > 0 ? MachineJson.UriPath(file) : ".", ImageRoot);
        json.WriteStartObject("region");

        // Code hosts refuse a region without a line, binary files included: theirs is the first.
        json.WriteNumber("startLine", Math.Max(1, evidence?.Line ?? 1));
        if (evidence is { Offset: >= 0, Length: >= 0 })
        {
            json.WriteNumber("byteOffset", evidence.Offset);
            json.WriteNumber("byteLength", evidence.Length);
        }

        if (evidence is { Text.Length: > 0 })
        {
            SarifRule.Message(json, "snippet", evidence.Text);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Instruction(RuleFinding finding)
    {
        int? line = _dockerfile.LineOf(finding);
        json.WriteStartObject("physicalLocation");
        Artifact("Dockerfile", Build);
        json.WriteStartObject("region");
        json.WriteNumber("startLine", line ?? 1);
        json.WriteEndObject();
        json.WriteEndObject();
        string instruction = finding.Instruction.Length > 0 || line is null
            ? finding.Instruction
            : _dockerfile.Lines[line.Value - 1].Text;
        string place = line is null ? "Dockerfile" : $"Dockerfile:{line}";
        Logical(instruction.Length > 0 ? $"{place}: {instruction}" : place, instruction, "instruction");
    }

    private void Artifact(string uri, string baseId)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", uri);
        json.WriteString("uriBaseId", baseId);
        json.WriteEndObject();
    }

    private void Logical(string qualifiedName, string? name, string kind)
    {
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.Text("name", name);
        json.WriteString("fullyQualifiedName", qualifiedName);
        json.WriteString("kind", kind);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
