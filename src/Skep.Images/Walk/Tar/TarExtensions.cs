using System.Text;

namespace Skep.Images.Walk;

/// <summary>
/// What extended headers say about the next entry: PAX records, GNU long names, maps of sparse files.
/// </summary>
/// <remarks>
/// Global PAX headers are read and ignored, as Go does and therefore every engine; applying them would show other
/// paths than a container sees.
/// </remarks>
internal sealed class TarExtensions(LayerWindow window, WalkLimits limits)
{
    private const int BlockSize = TarHeader.Size;
    private const byte GnuLongName = (byte)'L';
    private const byte GnuLongLink = (byte)'K';
    private const byte Pax = (byte)'x';
    private const byte PaxGlobal = (byte)'g';

    private byte[] _scratch = new byte[BlockSize];
    private PaxRecords? _pax;
    private string? _longName;
    private string? _longLink;
    private List<SparseFragment>? _gnuSparse;

    public string? Name => _longName ?? (_pax?.SparseSize is null ? null : _pax.SparseName) ?? _pax?.Path;

    public long? Size => _pax?.Size;

    public string? Capabilities => _pax?.Capabilities;

    public long? SparseSize => _pax?.SparseSize;

    public IReadOnlyList<SparseFragment>? SparseMap => _pax?.SparseSize is null ? null : _pax.SparseMap;

    public bool SparseMapIsInContent => _pax is { SparseSize: not null, SparseMapIsInContent: true };

    public static bool IsExtension(byte type) => type is GnuLongName or GnuLongLink or Pax or PaxGlobal;

    public void Clear()
    {
        _pax = null;
        _longName = _longLink = null;
        _gnuSparse = null;
    }

    public string LinkTarget(TarHeader header) =>
        _longLink ?? _pax?.LinkPath ?? Encoding.UTF8.GetString(header.LinkName);

    /// <summary>Reads the body of an extended header, whose own block is consumed already.</summary>
    public async ValueTask ReadAsync(byte type, long size, CancellationToken cancellationToken)
    {
        if (size > limits.HeaderBytes)
        {
            throw new DamagedLayerException(
                $"extended header of {size} bytes; the rest of the layer was not looked into");
        }

        await FillScratchAsync(0, (int)size, cancellationToken);
        await window.SkipAsync(-size & (BlockSize - 1), cancellationToken);
        Take(type, _scratch.AsSpan(0, (int)size));
    }

    /// <summary>Takes the fragments in a GNU header itself; true when blocks with more follow.</summary>
    public bool TryStartGnuSparse(TarHeader header, out long size)
    {
        _gnuSparse = [];
        if (!header.TryReadGnuRealSize(out size) || !Walk.SparseMap.TryAddGnu(header.GnuSparseMap, _gnuSparse))
        {
            throw DamagedMap();
        }

        return header.GnuSparseMapGoesOn;
    }

    public async ValueTask<IReadOnlyList<SparseFragment>> ReadGnuSparseAsync(
        bool goesOn, CancellationToken cancellationToken)
    {
        for (int read = 0; goesOn; read += BlockSize)
        {
            if (read >= limits.HeaderBytes || !await window.EnsureAsync(BlockSize, cancellationToken))
            {
                throw DamagedMap();
            }

            ReadOnlySpan<byte> block = window.Span[..BlockSize];
            if (!Walk.SparseMap.TryAddGnu(block[..504], _gnuSparse!))
            {
                throw DamagedMap();
            }

            goesOn = block[504] != 0;
            window.Consume(BlockSize);
        }

        return _gnuSparse!;
    }

    /// <summary>
    /// Reads the map in front of a version 1.0 sparse file; gives also how much of the stored content it was.
    /// </summary>
    public async ValueTask<(IReadOnlyList<SparseFragment> Map, int Used)> ReadSparseTextAsync(
        long stored, CancellationToken cancellationToken)
    {
        int used = 0;
        for (long linesMissing = 1; linesMissing > 0;)
        {
            if (used + BlockSize > Math.Min(stored, limits.HeaderBytes))
            {
                throw DamagedMap();
            }

            await FillScratchAsync(used, BlockSize, cancellationToken);
            linesMissing -= _scratch.AsSpan(used, BlockSize).Count((byte)'\n');
            if (used == 0)
            {
                linesMissing += Walk.SparseMap.LinesAfterFirst(_scratch.AsSpan(0, BlockSize));
            }

            used += BlockSize;
        }

        return (Walk.SparseMap.ParseText(_scratch.AsSpan(0, used)), used);
    }

    private static DamagedLayerException DamagedMap() =>
        new("map of a sparse file is damaged; the rest of the layer was not looked into");

    private void Take(byte type, ReadOnlySpan<byte> body)
    {
        switch (type)
        {
            case Pax:
                _pax = PaxRecords.Parse(body)
                    ?? throw new DamagedLayerException("damaged PAX header; the rest of the layer was not looked into");
                break;
            case GnuLongName:
                _longName = Encoding.UTF8.GetString(UpToNul(body));
                break;
            case GnuLongLink:
                _longLink = Encoding.UTF8.GetString(UpToNul(body));
                break;
        }
    }

    private static ReadOnlySpan<byte> UpToNul(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }

    private async ValueTask FillScratchAsync(int at, int count, CancellationToken cancellationToken)
    {
        if (_scratch.Length < at + count)
        {
            Array.Resize(ref _scratch, Math.Max(at + count, 2 * _scratch.Length));
        }

        if (!await window.ReadAsync(_scratch.AsMemory(at, count), cancellationToken))
        {
            throw new DamagedLayerException("layer ends in the middle of an extended header");
        }
    }
}
