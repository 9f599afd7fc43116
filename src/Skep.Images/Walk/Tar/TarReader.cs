using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>Reads a layer's tar entry by entry.</summary>
/// <remarks>
/// Follows Go's archive/tar where formats are ambiguous (see <see cref="TarHeader"/>). Unlike it, a header whose
/// checksum is wrong does not end the layer: reading goes on at the next block that is a header, and a <see
/// cref="Problem"/> says so.
/// </remarks>
internal sealed class TarReader(LayerWindow window, WalkLimits limits, Action<Problem> report) : IStoredContent
{
    private const int BlockSize = TarHeader.Size;

    // Two zero blocks end a tar.
    private const int EndBlocks = 2;
    private const int MaxNameShown = 60;

    /// <summary>setuid, setgid, or writable by everybody.</summary>
    public const int UnusualMode = 0b110_000_000_010;

    private readonly TarExtensions _extensions = new(window, limits);
    private LayerPath _path;
    private int _padding;
    private int _zeroBlocks;
    private bool _isLost;

    /// <summary>Bytes of the current entry's stored content that are still ahead.</summary>
    public long StoredLeft { get; private set; }

    /// <summary>Whether a part of the tar could not be understood.</summary>
    public bool WasLost { get; private set; }

    /// <summary>The next entry, or null at the end of the tar. Content that was not read is skipped.</summary>
    /// <exception cref="DamagedLayerException">The tar ends too early or breaks a limit.</exception>
    public ValueTask<TarEntry?> NextAsync(CancellationToken cancellationToken)
    {
        _extensions.Clear();
        return TryNextInWindow(out TarEntry entry)
            ? new ValueTask<TarEntry?>(entry)
            : NextSlowlyAsync(cancellationToken);
    }

    /// <summary>The current entry's stored content, when it lies in the window or can be brought there whole.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> SliceAsync(CancellationToken cancellationToken)
    {
        if (StoredLeft > window.Length)
        {
            if (StoredLeft > LayerWindow.MaxEnsured)
            {
                return null;
            }

            if (!await window.EnsureAsync((int)StoredLeft, cancellationToken))
            {
                throw EndsInside(_path);
            }
        }

        return window.Memory[..(int)StoredLeft];
    }

    /// <summary>
    /// Brings up to <paramref name="count"/> first bytes of the content into the window without consuming them.
    /// </summary>
    public ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        int length = (int)Math.Min(count, StoredLeft);
        return length <= window.Length
            ? new ValueTask<ReadOnlyMemory<byte>>(window.Memory[..length])
            : PeekSlowlyAsync(length, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask ReadPiecesAsync(PieceHandler handle, CancellationToken cancellationToken)
    {
        int start = 0;
        for (long offset = 0; ;)
        {
            if (!await window.EnsureAsync((int)Math.Min(StoredLeft, LayerWindow.MaxEnsured), cancellationToken))
            {
                throw EndsInside(_path);
            }

            int length = (int)Math.Min(StoredLeft, window.Length);
            if (length == StoredLeft)
            {
                handle(window.Span[..length], start, length, offset);
                return;
            }

            int end = length - FilePiece.LookAhead;
            handle(window.Span[..length], start, end, offset);
            start = FilePiece.Context;
            window.Consume(end - start);
            StoredLeft -= end - start;
            offset += end - start;
        }
    }

    /// <summary>Copies the next stored bytes of the current entry.</summary>
    public async ValueTask ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        StoredLeft -= destination.Length;
        if (!await window.ReadAsync(destination, cancellationToken))
        {
            throw EndsInside(_path);
        }
    }

    private static DamagedLayerException EndsInside(LayerPath path) => new($"layer ends in the middle of '{path}'");

    private async ValueTask<ReadOnlyMemory<byte>> PeekSlowlyAsync(int length, CancellationToken cancellationToken) =>
        await window.EnsureAsync(length, cancellationToken) ? window.Memory[..length] : throw EndsInside(_path);

    // Nearly every header lies in the window behind the content before it and has no extension.
    private bool TryNextInWindow(out TarEntry entry)
    {
        entry = default;
        long ahead = StoredLeft + _padding;
        if (_zeroBlocks > 0 || _isLost || window.Length - BlockSize < ahead)
        {
            return false;
        }

        window.Consume((int)ahead);
        StoredLeft = _padding = 0;
        var header = new TarHeader(window.Span[..BlockSize]);
        if (header.Type is not (>= (byte)'0' and <= (byte)'7') || !header.TryReadSize(out _)
            || !header.ChecksumMatches())
        {
            return false;
        }

        entry = Understand(out long stored, out _, out _);
        window.Consume(BlockSize);
        _path = entry.Path;
        SetContent(entry, stored);
        return true;
    }

    private async ValueTask<TarEntry?> NextSlowlyAsync(CancellationToken cancellationToken)
    {
        await SkipContentAsync(cancellationToken);
        while (await window.EnsureAsync(BlockSize, cancellationToken))
        {
            if (!IsHeader(out byte type, out long size))
            {
                window.Consume(BlockSize);
                if (_zeroBlocks == EndBlocks)
                {
                    return null;
                }
            }
            else if (TarExtensions.IsExtension(type))
            {
                window.Consume(BlockSize);
                await _extensions.ReadAsync(type, size, cancellationToken);
            }
            else if (await ReadEntryAsync(cancellationToken) is { Kind: not EntryKind.Ignored } entry)
            {
                return entry;
            }
            else
            {
                await SkipContentAsync(cancellationToken);
                _extensions.Clear();
            }
        }

        // A tar without its end blocks is whole; one that ends inside a block is not.
        return window.Length == 0 ? null : throw new DamagedLayerException("layer ends in the middle of a header");
    }

    private async ValueTask SkipContentAsync(CancellationToken cancellationToken)
    {
        // The padding is not skipped along, for the last file of a tar may lack it.
        if (StoredLeft > 0 && !await window.SkipAsync(StoredLeft, cancellationToken))
        {
            throw EndsInside(_path);
        }

        StoredLeft = 0;
        if (_padding > 0)
        {
            await window.SkipAsync(_padding, cancellationToken);
            _padding = 0;
        }
    }

    // Leaves the block in the window: what follows reads more of it.
    private bool IsHeader(out byte type, out long size)
    {
        var header = new TarHeader(window.Span[..BlockSize]);
        type = header.Type;
        if (header.TryReadSize(out size) && header.ChecksumMatches() && (header.HasMagic || !_isLost))
        {
            _isLost = false;
            if (_zeroBlocks > 0)
            {
                report(new Problem(LayerPath.Root, "a zero block stands before the end of the layer"));
                _zeroBlocks = 0;
            }

            return true;
        }

        if (_isLost)
        {
            // Zero blocks may be the content of the file whose header is damaged, so they do not end the search.
            return false;
        }

        if (header.IsZero)
        {
            _zeroBlocks++;
        }
        else
        {
            _isLost = WasLost = true;
            _extensions.Clear();
            report(
                new Problem(LayerPath.Root, $"tar header behind '{_path}' is damaged; read on at the next good one"));
        }

        return false;
    }

    private async ValueTask<TarEntry> ReadEntryAsync(CancellationToken cancellationToken)
    {
        TarEntry entry = Understand(out long stored, out bool isGnuSparse, out bool mapGoesOn);
        window.Consume(BlockSize);
        _path = entry.Path;
        if (isGnuSparse)
        {
            entry = entry with { Sparse = await _extensions.ReadGnuSparseAsync(mapGoesOn, cancellationToken) };
        }
        else if (_extensions.SparseMapIsInContent)
        {
            (IReadOnlyList<SparseFragment> map, int used) = await _extensions.ReadSparseTextAsync(
                stored, cancellationToken);
            entry = entry with { Sparse = map };
            stored -= used;
        }

        SetContent(entry, stored);
        return entry;
    }

    private void SetContent(TarEntry entry, long stored)
    {
        if (entry.Sparse is { } map && !SparseMap.IsValid(map, entry.Size, stored))
        {
            throw new DamagedLayerException(
                $"map of the sparse file '{_path}' is damaged; the rest of the layer was not looked into");
        }

        StoredLeft = stored;
        _padding = (int)(-stored & (BlockSize - 1));
    }

    private TarEntry Understand(out long stored, out bool isGnuSparse, out bool mapGoesOn)
    {
        var header = new TarHeader(window.Span[..BlockSize]);
        header.TryReadSize(out stored);
        stored = _extensions.Size ?? stored;
        EntryKind kind = KindOf(header.Type);
        Span<byte> raw = stackalloc byte[TarHeader.MaxName];
        raw = raw[..header.CopyName(raw)];
        string? name = _extensions.Name;
        if (header.Type == 0 && (name is null ? raw.EndsWith("/"u8) : name.EndsWith('/')))
        {
            kind = EntryKind.Directory;
        }
        else if (kind is not (EntryKind.File or EntryKind.Ignored))
        {
            // As in Go, whatever size links, directories and devices state, no content follows them.
            stored = 0;
        }

        if (name?.Length > limits.PathLength)
        {
            report(new Problem(
                LayerPath.Root,
                $"an entry has a name of {name.Length} characters, '{name[..MaxNameShown]}…'; it was left out"));
            kind = EntryKind.Ignored;
        }

        long size = _extensions.SparseSize ?? stored;
        isGnuSparse = header.Type == (byte)'S';
        mapGoesOn = isGnuSparse && _extensions.TryStartGnuSparse(header, out size);
        int mode = header.ReadMode();
        return new TarEntry(kind, name is null ? LayerPath.Parse(raw) : LayerPath.Parse(name))
        {
            LinkTarget = kind is EntryKind.SymbolicLink or EntryKind.HardLink
                ? _extensions.LinkTarget(header)
                : string.Empty,
            Size = size,
            Mode = mode,

            // Only files with unusual permissions are recorded with their owner.
            OwnerId = (mode & UnusualMode) == 0 ? 0 : header.ReadOwner(),
            GroupId = (mode & UnusualMode) == 0 ? 0 : header.ReadGroup(),
            Capabilities = _extensions.Capabilities,
            Sparse = _extensions.SparseMap,
        };
    }

    private EntryKind KindOf(byte type)
    {
        switch (type)
        {
            case 0 or (byte)'0' or (byte)'7' or (byte)'S':
                return EntryKind.File;
            case (byte)'1':
                return EntryKind.HardLink;
            case (byte)'2':
                return EntryKind.SymbolicLink;
            case (byte)'3' or (byte)'4' or (byte)'6':
                return EntryKind.Special;
            case (byte)'5':
                return EntryKind.Directory;
            case (byte)'V' or (byte)'M' or (byte)'N' or (byte)'A' or (byte)'X' or (byte)'E' or (byte)'I' or (byte)'D':
                return EntryKind.Ignored;
            default:
                report(new Problem(LayerPath.Root, $"an entry has the unknown type 0x{type:x2}; it was left out"));
                return EntryKind.Ignored;
        }
    }
}
