using Skep.Core;
using Skep.Images.Compression;

namespace Skep.Images.Walk;

/// <summary>One walk over a layer that is stored as a tar, compressed or not.</summary>
internal sealed class BlobWalk : IDisposable
{
    private readonly LayerWalkOptions _options;
    private readonly InventoryBuilder _builder;
    private readonly LayerInspection _inspection;
    private readonly ContentHash? _blobHash;
    private readonly BlobReader _blob;
    private readonly WalkClock _clock;
    private readonly PieceHandler _showPiece;
    private ContentHash? _tarHash;
    private bool _isComplete = true;

    public BlobWalk(
        Stream stream,
        InspectorSet inspectors,
        LayerWalkOptions options,
        InventoryBuilder builder,
        CancellationToken cancellationToken)
    {
        _options = options;
        _builder = builder;
        _inspection = new LayerInspection(inspectors, options, builder, cancellationToken);
        if (options.ComputeBlobDigest || options.ExpectedBlobDigest is not null)
        {
            _blobHash = new ContentHash(options.ExpectedBlobDigest);
        }

        _blob = new BlobReader(stream, _blobHash);
        _clock = new WalkClock(options);
        _showPiece = _inspection.ShowPiece;
    }

    private bool IsVerified => (_options.ExpectedBlobDigest ?? _options.ExpectedDiffId) is not null;

    public async ValueTask<LayerWalkResult> RunAsync(CancellationToken cancellationToken)
    {
        await using Stream tar = await LayerDecoder.OpenAsync(_blob, IsVerified, cancellationToken);

        // A tar that is stored as it is has one digest under both names.
        bool isOneDigest = tar == _blob && _blobHash is not null
            && AlgorithmOf(_options.ExpectedDiffId) == AlgorithmOf(_options.ExpectedBlobDigest);
        if (!isOneDigest && (_options.ComputeDiffId || _options.ExpectedDiffId is not null))
        {
            _tarHash = new ContentHash(_options.ExpectedDiffId);
        }

        using var window = new LayerWindow(
            tar, _tarHash, _options.Limits.TotalBytes, _options.UseTwoCores, cancellationToken);
        bool reachedEnd;
        try
        {
            reachedEnd = await ReadAsync(window, cancellationToken);
        }
        finally
        {
            await window.StopAsync();
        }

        await _blob.DrainAsync(cancellationToken);

        Digest? blobDigest = Compare(_blobHash?.Finish(), _options.ExpectedBlobDigest, "layer");
        Digest? diffId = isOneDigest ? blobDigest : _tarHash?.Finish();
        diffId = isOneDigest || reachedEnd ? Compare(diffId, _options.ExpectedDiffId, "uncompressed layer") : null;
        return Finish(window.TotalRead) with { BlobDigest = blobDigest, DiffId = diffId };
    }

    public void Dispose()
    {
        _inspection.Dispose();
        _blob.Dispose();
        _blobHash?.Dispose();
        _tarHash?.Dispose();
    }

    private static string AlgorithmOf(Digest? expected) => (expected ?? default).Algorithm;

    private Digest? Compare(Digest? actual, Digest? expected, string what)
    {
        if (expected is null || actual == expected)
        {
            return actual;
        }

        string message = $"{what} has the digest {actual}, expected {expected}";
        if (!_options.AllowMismatch)
        {
            throw new SkepException(
                ErrorKind.Conflict, message, "the image was damaged or tampered with; get it again");
        }

        _builder.Report(new Problem(LayerPath.Root, message));
        _isComplete = false;
        return actual;
    }

    private LayerWalkResult Finish(long bytes)
    {
        _isComplete &= _inspection.Finish();
        LayerInventory inventory = _builder.Build(bytes);
        return new LayerWalkResult
        {
            Inventory = inventory,
            IsComplete = _isComplete,
            Pending = _options.IsTargeted ? LayerWalkResult.Nothing : _builder.Pending(inventory),
        };
    }

    // True when the whole tar was read, so that its digest can be told.
    private async ValueTask<bool> ReadAsync(LayerWindow window, CancellationToken cancellationToken)
    {
        try
        {
            await WalkEntriesAsync(window, cancellationToken);

            // What follows the end of the tar is not unpacked, but it counts for the digest.
            return _tarHash is null || await window.DrainAsync(cancellationToken);
        }
        catch (DamagedLayerException e)
        {
            _builder.Report(new Problem(LayerPath.Root, e.Message));
        }
        catch (InvalidDataException e)
        {
            _builder.Report(
                new Problem(LayerPath.Root, $"layer cannot be unpacked beyond byte {window.TotalRead}: {e.Message}"));
        }

        _isComplete = false;
        return false;
    }

    private async ValueTask WalkEntriesAsync(LayerWindow window, CancellationToken cancellationToken)
    {
        var tar = new TarReader(window, _options.Limits, _builder.Report);
        var loader = new ContentLoader(tar, _options.Budget);
        using var content = new FileContent();
        while (await tar.NextAsync(cancellationToken) is { } entry)
        {
            _clock.Check();
            if (_builder.Add(entry))
            {
                await ShowAsync(tar, entry, loader, content, cancellationToken);
            }
        }

        _isComplete &= !tar.WasLost;
    }

    private async ValueTask ShowAsync(
        TarReader tar, TarEntry entry, ContentLoader loader, FileContent content, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> head = default;
        if (entry.Sparse is not [{ Offset: > 0 }, ..])
        {
            head = await tar.PeekAsync(_inspection.HeadLength, cancellationToken);
        }

        bool whole = _inspection.Wants(entry.Path, head.Span, entry.Mode, entry.Size);
        bool pieces = _inspection.WantsPieces(entry, head.Span);
        if (whole)
        {
            await loader.LoadAsync(entry, content, cancellationToken);
            await _inspection.ShowAsync(entry.Path, content.Memory, entry.Mode);
        }

        if (pieces)
        {
            _inspection.BeginPieces(entry, wasShown: whole);
            if (whole)
            {
                _inspection.ShowPieces(content);
            }
            else
            {
                await tar.ReadPiecesAsync(_showPiece, cancellationToken);
            }
        }

        content.Dispose();
    }
}
