namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>The command in a folder with the image, and what it said of it the first time.</summary>
public sealed class EverythingWrongScan : IDisposable
{
    private readonly Lazy<Task<SkepRun>> _first;

    public EverythingWrongScan()
    {
        Command.File("wrong.tar", EverythingWrongImage.Build().DockerArchive());
        _first = new Lazy<Task<SkepRun>>(() => AgainAsync("json"));
    }

    internal SkepCommand Command { get; } = new();

    public void Dispose() => Command.Dispose();

    internal Task<SkepRun> FirstAsync() => _first.Value;

    internal async Task<SkepRun> AgainAsync(string format) =>
        (await Command.RunAsync("image", "--input", "wrong.tar", "--offline", "-f", format)).Exits(0);
}
