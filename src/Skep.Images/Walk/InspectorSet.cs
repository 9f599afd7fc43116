using System.Security.Cryptography;
using System.Text;
using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>The inspectors of a scan, with what they all want compiled into one look-up.</summary>
/// <remarks>Immutable; made once and shared by all walks.</remarks>
public sealed class InspectorSet
{
    private const int MaxMagicLength = 64;

    // Raised when the walk itself gives other results for the same layer; cached inventories are then made anew.
    private const int WalkVersion = 3;

    private readonly PatternIndex _patterns = new();
    private readonly List<Magic>?[] _magicsByFirstByte = new List<Magic>?[byte.MaxValue + 1];
    private readonly List<Magic> _emptyMagics = [];

    // What every stream inspector may count on seeing of a file before it decides.
    private const int StreamHead = 64;

    public InspectorSet(IEnumerable<IInspector> inspectors)
        : this(inspectors, [])
    {
    }

    public InspectorSet(IEnumerable<IInspector> inspectors, IEnumerable<IStreamInspector> streams)
    {
        Inspectors = [.. inspectors];
        Streams = [.. streams];
        IEnumerable<InspectorId> ids = Inspectors.Select(i => i.Id).Concat(Streams.Select(i => i.Id));
        if (ids.Distinct().Count() != Inspectors.Count + Streams.Count)
        {
            throw new ArgumentException("two inspectors have the same id", nameof(inspectors));
        }

        for (int i = 0; i < Inspectors.Count; i++)
        {
            FilePatterns wants = Inspectors[i].Wants;
            foreach (string glob in wants.Globs)
            {
                _patterns.Add(glob, i);
            }

            foreach (FileMagic magic in wants.Magics)
            {
                Add(new Magic(magic.Bytes, magic.ExecutableOnly, i));
            }
        }

        HeadLength = Math.Max(HeadLength, Streams.Count > 0 ? StreamHead : 0);
        Fingerprint = FingerprintOf(
        [
            .. Inspectors.Select(inspector => $"{inspector.Id}@{inspector.Version}{Suffix(inspector.Variant)}"),
            .. Streams.Select(inspector => $"{inspector.Id}@{inspector.Version}{Suffix(inspector.Variant)}"),
        ]);
    }

    public IReadOnlyList<IInspector> Inspectors { get; }

    public IReadOnlyList<IStreamInspector> Streams { get; }

    /// <summary>Names this set of inspectors and versions in cache keys: 32 hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>How many of a file's first bytes decide whether somebody wants it.</summary>
    internal int HeadLength { get; private set; }

    internal void MatchPath(ReadOnlySpan<char> path, List<int> into) => _patterns.Match(path, into);

    internal void MatchMagic(ReadOnlySpan<byte> head, bool isExecutable, List<int> into)
    {
        if (!head.IsEmpty && _magicsByFirstByte[head[0]] is { } magics)
        {
            AddMatches(magics, head, isExecutable, into);
        }

        AddMatches(_emptyMagics, head, isExecutable, into);
    }

    private static void AddMatches(List<Magic> magics, ReadOnlySpan<byte> head, bool isExecutable, List<int> into)
    {
        foreach (Magic magic in magics)
        {
            if ((isExecutable || !magic.ExecutableOnly) && head.StartsWith(magic.Bytes)
                && !into.Contains(magic.Inspector))
            {
                into.Add(magic.Inspector);
            }
        }
    }

    private static string Suffix(string variant) => variant.Length == 0 ? variant : "~" + variant;

    private static string FingerprintOf(IEnumerable<string> names)
    {
        string text = $"walk@{WalkVersion}\n" + string.Join('\n', names.Order(StringComparer.Ordinal));
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return Convert.ToHexStringLower(hash.AsSpan(0, hash.Length / 2));
    }

    private void Add(Magic magic)
    {
        if (magic.Bytes.Length > MaxMagicLength)
        {
            throw new ArgumentException(
                $"{Inspectors[magic.Inspector].Id}: a magic is longer than {MaxMagicLength} bytes");
        }

        HeadLength = Math.Max(HeadLength, magic.Bytes.Length);
        List<Magic> bucket = magic.Bytes.Length == 0 ? _emptyMagics : _magicsByFirstByte[magic.Bytes[0]] ??= [];
        bucket.Add(magic);
    }

    private sealed record Magic(byte[] Bytes, bool ExecutableOnly, int Inspector);
}
