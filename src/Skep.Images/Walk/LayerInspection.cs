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

    private readonly FileInspection _inspection = new(set, options.Limits, cancellationToken);
    private readonly List<int> _chosen = [];
    private int _byGlob;

    /// <summary>How many of a file's first bytes <see cref="Wants"/> looks at.</summary>
    public int HeadLength { get; } = Math.Max(set.HeadLength, ExecutableMagicLength);

    /// <summary>
    /// Whether somebody wants the file, so that its content has to be brought together for <see cref="ShowAsync"/>.
    /// </summary>
    public bool Wants(LayerPath path, ReadOnlySpan<byte> head, int mode, long size)
    {
        if (options.Also is { } also)
        {
            return also.TryGetValue(path, out IReadOnlyList<LayerPath>? names) && AnyIsWanted(names, size);
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

    /// <summary>Shows the file to those that wanted it.</summary>
    public async ValueTask ShowAsync(LayerPath path, ReadOnlyMemory<byte> content, int mode)
    {
        if (options.Also is not { } also)
        {
            await ShowToChosenAsync(path, content, mode);
            return;
        }

        foreach (LayerPath name in also[path])
        {
            if (ChooseByPath(name, content.Length))
            {
                await ShowToChosenAsync(name, content, mode);
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
        head.StartsWith("\u007fELF"u8)
        || head.StartsWith("MZ"u8)
        || head.StartsWith<byte>([0xcf, 0xfa, 0xed, 0xfe])
        || head.StartsWith<byte>([0xce, 0xfa, 0xed, 0xfe]);

    private bool ChooseByPath(LayerPath path, long size)
    {
        _chosen.Clear();
        set.MatchPath(path.ToString(), _chosen);
        _byGlob = _chosen.Count;
        return _chosen.Count > 0 && LeaveOutTooSmall(path, size);
    }

    private bool AnyIsWanted(IReadOnlyList<LayerPath> names, long size) => names.Any(name => ChooseByPath(name, size));

    private async ValueTask ShowToChosenAsync(LayerPath path, ReadOnlyMemory<byte> content, int mode)
    {
        FileFindings findings = builder.Open(path, [.. _chosen], _byGlob);
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
}
