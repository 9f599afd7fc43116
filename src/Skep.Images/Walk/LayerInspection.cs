using System.Runtime.InteropServices;
using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>Decides for each regular file of a layer who wants it, and shows it to them.</summary>
internal sealed class LayerInspection(
    InspectorSet set, LayerWalkOptions options, InventoryBuilder builder, CancellationToken cancellationToken)
    : IDisposable
{
    // ELF, PE and Mach-O are told apart by four bytes; counting executables needs them.
    private const int ExecutableMagicLength = 4;
    private const int AnyExecute = 0b001_001_001;

    // What is mapped is let go of behind each piece; nearly all programs are one piece.
    private const int LargePiece = 32 * 1024 * 1024;

    private readonly FileInspection _inspection = new(set, options.Limits, cancellationToken);
    private readonly List<int> _chosen = [];
    private readonly List<int> _streams = [];
    private int _byGlob;
    private TarEntry _streamed;
    private FileFindings? _findings;

    // One array for a run of files that the same inspectors want.
    private int[] _lastChosen = [];

    private static ReadOnlySpan<byte> Elf => "\u007fELF"u8;

    /// <summary>How many of a file's first bytes <see cref="Wants"/> looks at.</summary>
    public int HeadLength { get; } = Math.Max(set.HeadLength, ExecutableMagicLength);

    /// <summary>
    /// Whether somebody wants the file, so that its content has to be brought together for <see cref="ShowAsync"/>.
    /// </summary>
    public bool Wants(LayerPath path, ReadOnlySpan<byte> head, int mode, long size)
    {
        if (options.IsTargeted)
        {
            return WantsUnderOtherNames(path, size);
        }

        bool isExecutable = (mode & AnyExecute) != 0;
        if (isExecutable && IsExecutableFormat(head))
        {
            builder.Executables++;
        }

        _chosen.Clear();
        set.MatchPath(path.ToString(), _chosen);
        _byGlob = _chosen.Count;
        set.MatchMagic(head, isExecutable, _chosen);
        return _chosen.Count > 0 && LeaveOutTooSmall(path, size);
    }

    /// <summary>Whether somebody wants the file piece by piece.</summary>
    public bool WantsPieces(in TarEntry entry, ReadOnlySpan<byte> head)
    {
        _streams.Clear();
        if (options.IsTargeted || entry.Size == 0)
        {
            return false;
        }

        for (int i = 0; i < set.Streams.Count; i++)
        {
            if (set.Streams[i].Wants(entry.Path, head, entry.Mode, entry.Size))
            {
                _streams.Add(i);
            }
        }

        return _streams.Count > 0;
    }

    /// <summary>
    /// To be called before the first <see cref="ShowPiece"/> of a file, and behind <see cref="ShowAsync"/> where that
    /// was
    /// wanted too.
    /// </summary>
    public void BeginPieces(in TarEntry entry, bool wasShown)
    {
        _streamed = entry;
        _findings = wasShown ? _findings : null;
    }

    public void ShowPiece(ReadOnlySpan<byte> content, int start, int end, long offset)
    {
        // Most files give nothing, and what gives nothing need not be remembered.
        FileFindings findings = _findings ?? new FileFindings(_streamed.Path, [], 0);
        var piece = new FilePiece(_streamed.Path, content, start, end)
        {
            Offset = offset,
            FileSize = _streamed.Size,
            Mode = _streamed.Mode,
        };
        _inspection.RunPiece(piece, findings, _streams);
        if (_findings is null && findings.Findings.Count > 0)
        {
            _findings = builder.Open(findings);
        }
    }

    /// <summary>Shows a file that is there as a whole, in as few pieces as memory allows.</summary>
    public void ShowPieces(FileContent content)
    {
        ReadOnlySpan<byte> all = content.Memory.Span;
        int end;
        for (int start = 0; start < all.Length; start = end)
        {
            end = all.Length - start <= LargePiece ? all.Length : start + LargePiece;
            int from = Math.Max(0, start - FilePiece.Context);
            int to = all.Length - end <= FilePiece.LookAhead ? all.Length : end + FilePiece.LookAhead;
            ShowPiece(all[from..to], start - from, end - from, from);
            content.Release();
        }
    }

    /// <summary>Shows the file to those that wanted it.</summary>
    public async ValueTask ShowAsync(LayerPath path, ReadOnlyMemory<byte> content, int mode)
    {
        if (!options.IsTargeted)
        {
            await ShowToChosenAsync(path, content, mode);
            return;
        }

        foreach (FurtherName name in NamesOf(path))
        {
            if (Choose(path, name, content.Length))
            {
                await ShowToChosenAsync(name.Path, content, mode);
            }
        }
    }

    /// <summary>
    /// To be called at the end: whether all inspectors did their work and all they reported was kept.
    /// </summary>
    public bool Finish()
    {
        if (_inspection.HasOverflowed)
        {
            builder.Report(
                new Problem(LayerPath.Root, "more was found in this layer than is kept; the rest was left out"));
        }

        return !_inspection.HasOverflowed && !_inspection.HasFailed;
    }

    public void Dispose() => _inspection.Dispose();

    private static bool IsExecutableFormat(ReadOnlySpan<byte> head) =>
        head.StartsWith(Elf)
        || head.StartsWith("MZ"u8)
        || head.StartsWith<byte>([0xcf, 0xfa, 0xed, 0xfe])
        || head.StartsWith<byte>([0xce, 0xfa, 0xed, 0xfe]);

    // By itself, because a lambda costs its caller an allocation, and nearly every entry of every layer asks that one.
    private bool WantsUnderOtherNames(LayerPath path, long size) =>
        NamesOf(path).Any(name => Choose(path, name, size));

    private IEnumerable<FurtherName> NamesOf(LayerPath path)
    {
        foreach (LayerPath name in options.Also?.GetValueOrDefault(path) ?? [])
        {
            yield return new FurtherName(name, IsSameFile: false);
        }

        foreach (LinkedPath linked in options.AlsoLinked)
        {
            if (linked.NameOf(path) is { } name)
            {
                yield return new FurtherName(name, IsSameFile: true);
            }
        }
    }

    private bool Choose(LayerPath path, FurtherName name, long size)
    {
        _chosen.Clear();
        set.MatchPath(name.Path.ToString(), _chosen);
        if (name.IsSameFile && _chosen.Count > 0)
        {
            // Who wants the file where it lies has seen it.
            var seen = new List<int>();
            set.MatchPath(path.ToString(), seen);
            _chosen.RemoveAll(seen.Contains);
        }

        _byGlob = _chosen.Count;
        return _chosen.Count > 0 && LeaveOutTooSmall(name.Path, size);
    }

    private async ValueTask ShowToChosenAsync(LayerPath path, ReadOnlyMemory<byte> content, int mode)
    {
        bool isExecutable = !options.IsTargeted && (mode & AnyExecute) != 0 && content.Span.StartsWith(Elf);
        if (!CollectionsMarshal.AsSpan(_chosen).SequenceEqual(_lastChosen))
        {
            _lastChosen = [.. _chosen];
        }

        FileFindings findings = builder.Open(new FileFindings(path, _lastChosen, _byGlob)
        {
            IsExecutable = isExecutable,
        });
        _findings = findings;
        await _inspection.RunAsync(new FileView(path, content, mode), findings, _chosen);
    }

    // Leaves out those whose limit the file exceeds; true when anybody is left.
    private bool LeaveOutTooSmall(LayerPath path, long size)
    {
        int all = _chosen.Count;
        _byGlob -= _chosen.Take(_byGlob).Count(inspector => TakesLess(inspector, size));
        if (_chosen.RemoveAll(inspector => TakesLess(inspector, size)) is > 0 and int left)
        {
            string message = $"the file has {new ByteSize(size)}: {left} of {all} inspectors do not read so much";
            builder.Report(new Problem(path, message));
        }

        return _chosen.Count > 0;
    }

    private bool TakesLess(int inspector, long size) =>
        size > Math.Min(set.Inspectors[inspector].Wants.MaxSize.Bytes, int.MaxValue);

    // A hard link is another file of the image; a path through a symbolic link is the same one.
    private readonly record struct FurtherName(LayerPath Path, bool IsSameFile);
}
