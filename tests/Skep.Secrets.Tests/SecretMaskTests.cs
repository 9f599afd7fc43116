using CsCheck;
using Skep.Core;

namespace Skep.Secrets.Tests;

public sealed class SecretMaskTests
{
    private static readonly SecretMask Mask = new SecretScanner(SecretRules.BuiltIn, ScannedFile.Salt).Mask;

    private static readonly string Key = ScannedFile.Real("AKIA{}QYLPMN5HHHFPZAM2");

    [Fact]
    public void Text_without_secrets_stays_as_it_is()
    {
        const string Instruction = "RUN apt-get update && apt-get install -y curl # buildkit";
        Assert.Equal(Instruction, Mask.Mask(Instruction));
        Assert.Equal(string.Empty, Mask.Mask(string.Empty));
    }

    [Theory]
    [InlineData("RUN curl -u deploy:vB7nM3kQx https://repo.internal/up", "vB7nM3kQx")]
    [InlineData("ENV PASSWORD=123456", "123456")]
    [InlineData("RUN /bin/sh -c mysql --password=abc123 -e x", "abc123")]
    [InlineData("RUN export TOKEN='q7Zr 2LpX' && make", "q7Zr 2LpX")]
    [InlineData("RUN git clone https://ci:9fK2mXq7Lz@git.internal/a", "9fK2mXq7Lz")]
    public void Secrets_in_instructions_are_masked(string instruction, string value)
    {
        string masked = Mask.Mask(instruction);
        Assert.DoesNotContain(value, masked, StringComparison.Ordinal);
        Assert.StartsWith(instruction[..4], masked, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_part_of_a_configuration_is_masked()
    {
        const string Weak = "hunter2!";
        var configuration = new ImageConfiguration
        {
            Environment = ["PATH=/bin", $"DB_PASSWORD={Weak}", $"KEY={Key}"],
            Entrypoint = ["app", "--password", Weak],
            Command = [$"--token={Key}"],
            OnBuild = [$"RUN login {Key}"],
            HealthCheck = ["CMD-SHELL", $"curl -H 'Authorization: {Key}' localhost"],
            Author = Key,
            Labels = new Dictionary<string, string> { ["deploy.token"] = Weak, ["version"] = "1.2" },
            Annotations = new Dictionary<string, string> { ["x"] = Key },
            History = [new HistoryEntry($"ENV DB_PASSWORD={Weak}", null) { Arguments = [$"NPM_TOKEN={Weak}"] }],
        };

        ImageConfiguration masked = Mask.Mask(configuration);
        string all = string.Join(
            '\n',
            [
                .. masked.Environment, .. masked.Entrypoint, .. masked.Command, .. masked.OnBuild,
                    .. masked.HealthCheck,
                masked.Author, .. masked.Labels.Values, .. masked.Annotations.Values,
                .. masked.History.SelectMany(entry => entry.Arguments.Append(entry.Instruction)),
            ]);
        Assert.DoesNotContain(Weak, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, all, StringComparison.Ordinal);
        Assert.Equal("PATH=/bin", masked.Environment[0]);
        Assert.Equal("DB_PASSWORD=… (8)", masked.Environment[1]);
        Assert.Equal("1.2", masked.Labels["version"]);
    }

    [Fact]
    public void Any_text_can_be_masked() =>
        Gen.String.Sample(text => Assert.NotNull(Mask.Mask(text + " password=" + text)), iter: 500);
}
