using Skep.Compliance.Dockerfiles;
using Skep.Core;

namespace Skep.Compliance.Source;

/// <summary>What a Dockerfile's last stage makes of an image's configuration, the base's not known.</summary>
internal static class FinalConfiguration
{
    /// <param name="steps">The instructions shipped, which <see cref="ImageConfiguration.History"/> counts.</param>
    public static ImageConfiguration Of(ImageBuild build, out IReadOnlyList<Instruction> steps)
    {
        steps = [.. build.Shipped.SelectMany(stage => stage.Steps)];
        var configuration = new ImageConfiguration
        {
            History = [.. steps.Select(step => new HistoryEntry($"{step.Keyword} {step.Expanded}", null))],
            OnBuild =
            [
                .. build.Shipped.SelectMany(stage => stage.Instructions)
                    .Where(step => step.IsTrigger)
                    .Select(step => $"{step.Keyword} {step.Arguments}"),
            ],
        };
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Instruction step in steps)
        {
            configuration = Apply(configuration, step, environment);
        }

        return configuration with { Environment = [.. environment.Select(pair => $"{pair.Key}={pair.Value}")] };
    }

    private static ImageConfiguration Apply(
        ImageConfiguration configuration, Instruction step, Dictionary<string, string> environment)
    {
        switch (step.Keyword)
        {
            case "USER":
                return configuration with { User = step.Words.Count > 0 ? step.Words[0] : string.Empty };
            case "WORKDIR":
                return configuration with { WorkingDirectory = step.Expanded };
            case "EXPOSE":
                return configuration with { ExposedPorts = [.. configuration.ExposedPorts, .. step.Words] };
            case "VOLUME":
                return configuration with { Volumes = [.. configuration.Volumes, .. step.Words] };
            case "STOPSIGNAL":
                return configuration with { StopSignal = step.Expanded };
            case "SHELL":
                return configuration with { Shell = step.Json ?? [] };
            case "ENTRYPOINT":
                return configuration with { Entrypoint = Command(configuration, step), Command = [] };
            case "CMD":
                return configuration with { Command = Command(configuration, step) };
            case "HEALTHCHECK":
                return configuration with { HealthCheck = InstructionWords.Split(step.Arguments.Trim()) };
            case "ENV":
                foreach ((string name, string? value) in InstructionWords.Pairs("ENV", step.Expanded))
                {
                    environment[name] = value ?? string.Empty;
                }

                return configuration;
            default:
                return configuration;
        }
    }

    private static IReadOnlyList<string> Command(ImageConfiguration configuration, Instruction step) =>
        step.Json ?? [.. configuration.Shell.Count > 0 ? configuration.Shell : ["/bin/sh", "-c"], step.Arguments];
}
