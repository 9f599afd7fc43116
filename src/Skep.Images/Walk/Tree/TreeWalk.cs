using System.Text;
using Microsoft.Win32.SafeHandles;
using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>
/// One walk over a layer that is a directory: a root file system, or what overlayfs keeps for one layer.
/// </summary>
/// <remarks>
/// Every name is opened from its open parent and never followed if it is a link, so whatever the tree holds and whoever
/// changes it meanwhile, nothing outside it is read. What cannot be read is a <see cref="Problem"/> of that path.
/// Marks of overlayfs: <see
/// href="https://docs.kernel.org/filesystems/overlayfs.html#whiteouts-and-opaque-directories"/>.
/// </remarks>
internal sealed class TreeWalk : IDisposable
{
    // One open descriptor a level. Deeper trees than this are made to break scanners.
    private const int MaxDepth = 512;

    // A live root has these; what is in them is made by the kernel, not shipped.
    private static readonly string[] KernelDirectories = ["proc", "sys", "dev"];

    private readonly LayerContent.Tree _tree;
    private readonly LayerWalkOptions _options;
    private readonly InventoryBuilder _builder;
    private readonly LayerInspection _inspection;
    private readonly WalkClock _clock;
    private readonly byte[] _head;
    private bool _isComplete = true;
    private long _bytes;

    public TreeWalk(
        LayerContent.Tree tree,
        InspectorSet inspectors,
        LayerWalkOptions options,
        InventoryBuilder builder,
        CancellationToken cancellationToken)
    {
        _tree = tree;
        _options = options;
        _builder = builder;
        _inspection = new LayerInspection(inspectors, options, builder, cancellationToken);
        _clock = new WalkClock(options);
        _head = new byte[_inspection.HeadLength];
    }

    public async ValueTask<LayerWalkResult> RunAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new SkepException(
                ErrorKind.Invalid, "directories can be scanned on Linux only",
                "scan an archive of the directory instead");
        }

        try
        {
            using OpenDirectory root = OpenRoot();
            await WalkAsync(root, LayerPath.Root, 0, cancellationToken);
        }
        catch (DamagedLayerException e)
        {
            Report(new Problem(LayerPath.Root, e.Message));
        }

        _isComplete &= _inspection.Finish();
        return new LayerWalkResult { Inventory = _builder.Build(_bytes), IsComplete = _isComplete };
    }

    public void Dispose() => _inspection.Dispose();

    private OpenDirectory OpenRoot()
    {
        try
        {
            return OpenDirectory.OpenRoot(_tree.Directory);
        }
        catch (IOException e)
        {
            throw new SkepException(
                ErrorKind.NotFound, $"cannot open directory '{_tree.Directory}': {e.Message}", inner: e);
        }
    }

    private async ValueTask WalkAsync(
        OpenDirectory directory, LayerPath path, int depth, CancellationToken cancellationToken)
    {
        foreach (byte[] name in directory.ReadNames(_options.Limits.Entries))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _clock.Check();
            LayerPath below = path.Combine(Encoding.UTF8.GetString(name.AsSpan(0, name.Length - 1)));
            try
            {
                LibC.FileStatus status = directory.StatusOf(name);
                if (!status.IsDirectory)
                {
                    await WalkFileAsync(directory, name, below, status, cancellationToken);
                }
                else if (_builder.AddDirectory(below, status.Permissions) && !IsLeftOut(below, depth))
                {
                    using OpenDirectory child = directory.OpenBelow(name);
                    ReadMarks(child, below);
                    await WalkAsync(child, below, depth + 1, cancellationToken);
                }
            }
            catch (IOException e)
            {
                Report(new Problem(below, $"cannot be read: {e.Message}"));
            }
        }
    }

    private bool IsLeftOut(LayerPath path, int depth)
    {
        if (depth < MaxDepth)
        {
            return depth == 0 && !_tree.IsOverlay && KernelDirectories.Contains(path.ToString());
        }

        Report(new Problem(path, $"directories are nested more than {MaxDepth} deep; this one was not looked into"));
        return true;
    }

    private void ReadMarks(OpenDirectory directory, LayerPath path)
    {
        if (!_tree.IsOverlay)
        {
            return;
        }

        // "user." is what overlayfs writes in a user namespace.
        if (directory.HasAttribute("trusted.overlay.opaque\0"u8, (byte)'y')
            || directory.HasAttribute("user.overlay.opaque\0"u8, (byte)'y'))
        {
            _builder.Whiteouts.AddOpaque(path);
        }

        if (directory.HasAttribute("trusted.overlay.redirect\0"u8, value: null)
            || directory.HasAttribute("user.overlay.redirect\0"u8, value: null))
        {
            Report(new Problem(path, "overlayfs moved this directory; its content in lower layers was not seen"));
        }
    }

    private async ValueTask WalkFileAsync(
        OpenDirectory directory, byte[] name, LayerPath path, LibC.FileStatus status,
        CancellationToken cancellationToken)
    {
        if (_tree.IsOverlay && status.IsWhiteout)
        {
            _builder.Whiteouts.AddPath(path);
            return;
        }

        var entry = new TarEntry(KindOf(status), path)
        {
            LinkTarget = status.IsSymbolicLink ? directory.ReadLink(name) : string.Empty,
            Mode = status.Permissions,
            OwnerId = status.OwnerId,
            GroupId = status.GroupId,
        };
        if (!status.IsRegular)
        {
            _builder.Add(entry);
            return;
        }

        using SafeFileHandle file = directory.OpenFile(name, out long size);
        entry = entry with { Size = size, Capabilities = OpenDirectory.CapabilitiesOf(file) };
        if (_builder.Add(entry))
        {
            await ShowAsync(entry, new TreeFile(file), cancellationToken);
        }
    }

    private async ValueTask ShowAsync(TarEntry entry, TreeFile file, CancellationToken cancellationToken)
    {
        _bytes += entry.Size;
        ReadOnlyMemory<byte> head = file.Peek(_head);
        bool pieces = _inspection.WantsPieces(entry, head.Span);
        if (_inspection.Wants(entry.Path, head.Span, entry.Mode, entry.Size))
        {
            using var content = new FileContent();
            await new ContentLoader(file, _options.Budget).LoadAsync(entry, content, cancellationToken);
            await _inspection.ShowAsync(entry.Path, content.Memory, entry.Mode);
            if (pieces)
            {
                _inspection.BeginPieces(entry, wasShown: true);
                _inspection.ShowPieces(content);
            }
        }
        else if (pieces)
        {
            _inspection.BeginPieces(entry, wasShown: false);
            await file.ReadPiecesAsync(_inspection.ShowPiece, cancellationToken);
        }
    }

    private static EntryKind KindOf(LibC.FileStatus status) =>
        status.IsRegular ? EntryKind.File
        : status.IsSymbolicLink ? EntryKind.SymbolicLink
        : EntryKind.Special;

    private void Report(Problem problem)
    {
        _isComplete = false;
        _builder.Report(problem);
    }
}
