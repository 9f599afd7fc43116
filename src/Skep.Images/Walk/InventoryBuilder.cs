using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>Collects what one layer holds, entry by entry, into a <see cref="LayerInventory"/>.</summary>
/// <remarks>
/// When a layer holds a path twice the later entry is what gets unpacked, so the findings of the earlier are dropped.
/// A path that is first a directory and then a file, or the reverse, stays in both lists of hashes: it hides what
/// lower layers have there either way.
/// </remarks>
/// <param name="isTargeted">A second walk that only shows some files again: entries are not recorded, for they are
/// known.</param>
internal sealed class InventoryBuilder(InspectorSet set, WalkLimits limits, bool isTargeted)
{
    // What keeping a path costs beside its text, in characters.
    private const int EntryCost = 64;

    private readonly List<FileFindings> _findings = [];
    private readonly Dictionary<LayerPath, FileFindings> _byPath = [];

    // Directories above files with findings, to notice when one of them is replaced.
    private readonly HashSet<LayerPath> _parents = [];
    private readonly List<ulong> _files = [];
    private readonly List<ulong> _directories = [];
    private readonly HashSet<ulong> _inhabited = [];
    private string _lastParent = string.Empty;
    private readonly List<LayerLink> _links = [];
    private readonly List<Problem> _problems = [];
    private readonly List<SpecialFile> _specialFiles = [];
    private readonly HardLinks _hardLinks = new(set);
    private long _entries;
    private long _regularFiles;
    private long _linkText;
    private long _pathText;
    private long _droppedProblems;
    private long _droppedSpecialFiles;

    public Whiteouts Whiteouts { get; } = new();

    public long Inspected { get; private set; }

    public long Executables { get; set; }

    public void Report(Problem problem)
    {
        if (_problems.Count < limits.Problems)
        {
            _problems.Add(problem);
        }
        else
        {
            _droppedProblems++;
        }
    }

    /// <summary>Takes the next entry; true when it is a regular file, which inspectors may want.</summary>
    public bool Add(in TarEntry entry)
    {
        if (++_entries > limits.Entries)
        {
            throw new DamagedLayerException(
                $"layer has more than {limits.Entries} entries; the rest was not looked into");
        }

        if (isTargeted)
        {
            return entry.Kind == EntryKind.File;
        }

        LayerPath path = entry.Path;
        if (path.IsRoot || Whiteouts.TryTake(path))
        {
            return false;
        }

        Displace(path, entry.Kind);
        (entry.Kind == EntryKind.Directory ? _directories : _files).Add(PathHash.Of(path));
        if (entry.Kind != EntryKind.Directory)
        {
            Inhabit(path.ToString());
        }

        if ((entry.Mode & TarReader.UnusualMode) != 0 || entry.Capabilities is not null)
        {
            AddSpecialFile(entry);
        }

        switch (entry.Kind)
        {
            case EntryKind.File:
                _regularFiles++;
                return true;
            case EntryKind.SymbolicLink:
                AddLink(new LayerLink(path, entry.LinkTarget, IsHard: false));
                return false;
            case EntryKind.HardLink:
                AddHardLink(path, LayerPath.Parse(entry.LinkTarget));
                return false;
            default:
                return false;
        }
    }

    /// <summary>Takes a directory; false when it is no directory but a mark.</summary>
    public bool AddDirectory(LayerPath path, int mode)
    {
        Add(new TarEntry(EntryKind.Directory, path) { Mode = mode });
        return !Whiteouts.IsMark(path);
    }

    /// <summary>Takes the place for what inspectors will find in a file.</summary>
    public FileFindings Open(FileFindings findings)
    {
        Inspected++;
        Keep(findings);
        return findings;
    }

    public LayerInventory Build(long bytes)
    {
        if (_droppedProblems > 0)
        {
            _problems.Add(new Problem(LayerPath.Root, $"{_droppedProblems} more problems are not listed"));
        }

        if (_droppedSpecialFiles > 0)
        {
            _problems.Add(new Problem(
                LayerPath.Root, $"{_droppedSpecialFiles} more files with unusual permissions are not listed"));
        }

        return new LayerInventory
        {
            Packages = [.. Found<Package>()],
            Distributions = [.. Found<Distribution>()],
            Owned = [.. Found<OwnedPaths>()],
            Licenses = [.. Found<DeclaredLicenses>()],
            Sightings = [.. Found<Sighting>()],
            Traits = [.. Found<Trait>()],
            Digests = [.. Found<FileDigests>()],
            Claims = [.. Found<ClaimedDigests>()],
            SpecialFiles = [.. LastOfEachPath(_specialFiles, file => file.Path)],
            Problems = [.. _problems, .. Found<Problem>()],
            Whiteouts = Whiteouts.Paths,
            OpaqueDirectories = Whiteouts.OpaqueDirectories,
            Links = [.. LastOfEachPath(_links, link => link.Path)],
            Executables = [.. _findings.Where(file => file is { IsExecutable: true, IsDropped: false })
                .Select(file => file.Path)],
            Files = SortedSet(_files),
            Directories = SortedSet(_directories),
            Inhabited = [.. _inhabited.Order()],
            Statistics = new LayerStatistics
            {
                Entries = _entries,
                Files = _regularFiles,
                Bytes = bytes,
                Inspected = Inspected,
                Executables = Executables,
            },
        };
    }

    /// <summary>Files that must be shown again, under the names hard links give them.</summary>
    public IReadOnlyDictionary<LayerPath, IReadOnlyList<LayerPath>> Pending(LayerInventory inventory)
    {
        var pending = new Dictionary<LayerPath, IReadOnlyList<LayerPath>>();
        foreach ((LayerPath file, List<LayerPath> names) in _hardLinks.Pending)
        {
            if (names.Count > 0 && Array.BinarySearch(inventory.Files, PathHash.Of(file)) >= 0)
            {
                pending.Add(file, names);
            }
        }

        return pending;
    }

    private static IEnumerable<T> LastOfEachPath<T>(List<T> entries, Func<T, LayerPath> path)
    {
        var last = new Dictionary<LayerPath, int>(entries.Count);
        for (int i = 0; i < entries.Count; i++)
        {
            last[path(entries[i])] = i;
        }

        return last.Count == entries.Count ? entries : entries.Where((entry, i) => last[path(entry)] == i);
    }

    private static ulong[] SortedSet(List<ulong> hashes)
    {
        hashes.Sort();
        int kept = 0;
        for (int i = 0; i < hashes.Count; i++)
        {
            if (i == 0 || hashes[i] != hashes[i - 1])
            {
                hashes[kept++] = hashes[i];
            }
        }

        hashes.RemoveRange(kept, hashes.Count - kept);
        return [.. hashes];
    }

    private IEnumerable<T> Found<T>() => _findings
        .Where(file => !file.IsDropped)
        .SelectMany(file => file.Findings)
        .Select(finding => finding.What)
        .OfType<T>();

    private void Keep(FileFindings findings)
    {
        if (_byPath.Remove(findings.Path, out FileFindings? earlier))
        {
            earlier.IsDropped = true;
        }

        _byPath.Add(findings.Path, findings);
        _findings.Add(findings);
        CountText(findings.Path);
        for (LayerPath parent = findings.Path.Parent; !parent.IsRoot && _parents.Add(parent); parent = parent.Parent)
        {
            CountText(parent);
        }
    }

    // Paths are kept as text only here and for links; all others as hashes.
    private void CountText(LayerPath path)
    {
        _pathText += path.ToString().Length + EntryCost;
        if (_pathText > limits.PathText)
        {
            throw new DamagedLayerException("layer's names need too much memory; the rest was not looked into");
        }
    }

    // Unpacking replaces what the layer itself put there before; a directory over a directory keeps its content.
    private void Displace(LayerPath path, EntryKind kind)
    {
        if (_byPath.Remove(path, out FileFindings? earlier))
        {
            earlier.IsDropped = true;
        }

        _hardLinks.Forget(path);
        if (kind != EntryKind.Directory && _parents.Remove(path))
        {
            DropBelow(path);
        }
    }

    private void DropBelow(LayerPath directory)
    {
        foreach (FileFindings file in _findings.Where(file => file.Path.IsBelow(directory)))
        {
            file.IsDropped = true;
            _byPath.Remove(file.Path);
        }
    }

    // Entries of a directory follow each other, so nearly always there is nothing to do.
    private void Inhabit(string path)
    {
        int slash = path.LastIndexOf('/');
        if (slash <= 0 || path.AsSpan(0, slash).SequenceEqual(_lastParent))
        {
            return;
        }

        _lastParent = path[..slash];
        for (ReadOnlySpan<char> rest = _lastParent; _inhabited.Add(PathHash.Of(rest)); rest = rest[..slash])
        {
            slash = rest.LastIndexOf('/');
            if (slash <= 0)
            {
                return;
            }
        }
    }

    private void AddSpecialFile(in TarEntry entry)
    {
        var file = new SpecialFile(entry.Path, entry.Mode, entry.Kind == EntryKind.Directory)
        {
            OwnerId = entry.OwnerId,
            GroupId = entry.GroupId,
            Capabilities = entry.Capabilities,
        };
        if (entry.Kind is not (EntryKind.File or EntryKind.Directory) || !file.IsSpecial)
        {
            return;
        }

        if (_specialFiles.Count >= limits.SpecialFiles)
        {
            _droppedSpecialFiles++;
        }
        else
        {
            _specialFiles.Add(file);
        }
    }

    private void AddLink(LayerLink link)
    {
        _linkText += link.Path.ToString().Length + link.Target.Length;
        if (_linkText > limits.LinkText)
        {
            throw new DamagedLayerException("layer's links need too much memory; the rest was not looked into");
        }

        _links.Add(link);
    }

    private void AddHardLink(LayerPath path, LayerPath target)
    {
        AddLink(new LayerLink(path, target.ToString(), IsHard: true));
        if (_hardLinks.Add(path, target, file => _byPath.GetValueOrDefault(file)) is { } findings)
        {
            Keep(findings);
        }
    }
}
