using Skep.Core;

namespace Skep.Secrets.Tests.Images;

public sealed class SecretsCheckTests
{
    private static readonly SecretScanner Secrets = new(SecretRules.BuiltIn, ScannedFile.Salt);

    private static readonly string Key = ScannedFile.Real("AKIA{}QYLPMN5HHHFPZAM2");

    [Theory]
    [InlineData("DB_PASSWORD=hunter2!")]
    [InlineData("MYSQL_ROOT_PASSWORD=root")]
    [InlineData("API_TOKEN=abc def;ghi")]
    [InlineData("REDIS_URL=redis://:b9Kf3mQx@cache.internal:6379/0")]
    public void A_variable_with_a_secret_is_reported(string variable)
    {
        Sighting seen = Assert.Single(Check(new() { Environment = ["PATH=/bin", variable] }));
        Assert.Equal(Scanner.Secret, seen.Scanner);
        Assert.Equal(variable[..variable.IndexOf('=', StringComparison.Ordinal)], seen.Subject);
        Assert.DoesNotContain(variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..], seen.ToString(),
            StringComparison.Ordinal);
        Assert.StartsWith("docker image inspect", seen.CheckCommand, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DB_PASSWORD=")]
    [InlineData("DB_PASSWORD=changeme")]
    [InlineData("DB_PASSWORD=${PASSWORD}")]
    [InlineData("DB_PASSWORD_FILE=/run/secrets/db")]
    [InlineData("DB_PASSWORD=/run/secrets/db")]
    [InlineData("USE_TOKEN=true")]
    [InlineData("TOKEN_TTL=3600")]
    [InlineData("PWD=/srv/app1")]
    [InlineData("GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D")]
    [InlineData("PYTHON_SHA256=bfb249609990220491a1b92850a07135ed0831e41738cf681d63cf01b2a8fbd1")]
    [InlineData("MAX_TOKEN=4096")]
    public void A_variable_without_one_is_not(string variable) =>
        Assert.Empty(Check(new() { Environment = [variable] }));

    [Fact]
    public void A_variable_is_traced_to_its_instruction()
    {
        Sighting seen = Assert.Single(Check(new()
        {
            Environment = [$"AWS_KEY={Key}"],
            History = [new HistoryEntry("FROM scratch", null), new HistoryEntry($"ENV AWS_KEY={Key}", null)],
        }));
        Assert.Equal(1, seen.HistoryIndex);
        Assert.Equal("secrets/aws/access-key", seen.Rule.Value);
        Assert.Equal("AWS_KEY", seen.Subject);
    }

    [Fact]
    public void Arguments_commands_and_labels_are_searched()
    {
        IReadOnlyList<Sighting> seen = Check(new()
        {
            History = [new HistoryEntry("RUN make", 3) { Arguments = ["NPM_TOKEN=abc1def2ghi3"] }],
            Entrypoint = ["server", "--db-password=Zq81kkMw"],
            Labels = new Dictionary<string, string> { ["ci.token"] = "9fK2mXq7Lz", ["version"] = "1.2" },
        });
        Assert.Equal(
            ["secrets/image/command", "secrets/image/history", "secrets/image/label"],
            seen.Select(each => each.Rule.Value).Order(StringComparer.Ordinal));
        Assert.Equal((0, 3), seen.Where(each => each.HistoryIndex is not null)
            .Select(each => (each.HistoryIndex!.Value, each.LayerIndex!.Value)).Single());
    }

    [Fact]
    public void No_configuration_has_no_secrets() =>
        Assert.Empty(Secrets.Check.Check(Image(null), new NoFiles()));

    private static IReadOnlyList<Sighting> Check(ImageConfiguration configuration) =>
        [.. Secrets.Check.Check(Image(configuration), new NoFiles())];

    private static ImageInventory Image(ImageConfiguration? configuration) =>
        new() { Image = new ImageIdentity { Name = "app:1" }, Configuration = configuration };

    private sealed class NoFiles : IFileTree
    {
        public bool IsKnown => false;

        public bool Exists(LayerPath path) => false;

        public LayerPath? Resolve(LayerPath path) => null;

        public int? LayerOf(LayerPath path) => null;

        public string? OwnerOf(LayerPath path) => null;
    }
}
