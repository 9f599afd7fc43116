namespace Skep.Advisories.Update;

/// <summary>A file while its bytes arrive, and what tells whether later bytes belong to the same version.</summary>
internal sealed class PartialFile(string path) : IAsyncDisposable
{
    private FileStream? _stream;

    public long Length { get; private set; }

    public string? Tag { get; private set; }

    public string? Modified { get; private set; }

    /// <summary>What a range request names the version by; null when the bytes so far cannot be continued.</summary>
    public string? Validator => Tag is { } tag && !tag.StartsWith("W/", StringComparison.Ordinal) ? tag : Modified;

    /// <summary>Begins anew with another version.</summary>
    public void Restart(string? tag, string? modified)
    {
        (Tag, Modified, Length) = (tag, modified, 0);
        _stream?.SetLength(0);
    }

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (_stream is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _stream = File.Create(path);
        }

        await _stream.WriteAsync(bytes, cancellationToken);
        Length += bytes.Length;
    }

    public ValueTask DisposeAsync() => _stream?.DisposeAsync() ?? ValueTask.CompletedTask;
}
