using System.Buffers.Binary;
using System.Text;
using Skep.Core;

namespace Skep.Images.Cache;

/// <summary>Reads what <see cref="InventoryWriter"/> wrote.</summary>
/// <remarks>
/// The entry's checksum has been compared before, so damage shows there; the checks here only keep a wrong count from
/// asking for more memory than the entry has bytes. <see cref="InvalidDataException"/> means that this is no inventory.
/// </remarks>
internal ref struct InventoryReader
{
    private readonly List<string> _texts = [];
    private ReadOnlySpan<byte> _rest;

    private delegate T Take<out T>(ref InventoryReader reader);

    private InventoryReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    public static LayerInventory Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new InventoryReader(bytes);
        LayerInventory inventory = reader.TakeInventory();
        return reader._rest.IsEmpty ? inventory : throw Damaged();
    }

    private LayerInventory TakeInventory() => new()
    {
        Packages = TakeAll(static (ref InventoryReader r) => r.TakePackage()),
        Distributions = TakeAll(static (ref InventoryReader r) => r.TakeDistribution()),
        Owned = TakeAll(static (ref InventoryReader r) => r.TakeOwned()),
        Licenses = TakeAll(static (ref InventoryReader r) => r.TakeLicenses()),
        Sightings = TakeAll(static (ref InventoryReader r) => r.TakeSighting()),
        Traits = TakeAll(static (ref InventoryReader r) =>
            new Trait(r.TakeText(), r.TakeText()) { Location = r.TakeText() }),
        Digests = TakeAll(static (ref InventoryReader r) => r.TakeDigests()),
        Claims = TakeAll(static (ref InventoryReader r) => r.TakeClaims()),
        SpecialFiles = TakeAll(static (ref InventoryReader r) => r.TakeSpecialFile()),
        Problems = TakeAll(static (ref InventoryReader r) => new Problem(r.TakeText(), r.TakeText())),
        Whiteouts = TakeAll(static (ref InventoryReader r) => r.TakePath()),
        OpaqueDirectories = TakeAll(static (ref InventoryReader r) => r.TakePath()),
        Links = TakeAll(static (ref InventoryReader r) => new LayerLink(r.TakePath(), r.TakeText(), r.TakeFlag())),
        Executables = TakeAll(static (ref InventoryReader r) => r.TakePath()),
        Files = TakeHashes(),
        Directories = TakeHashes(),
        Inhabited = TakeHashes(),
        Statistics = new LayerStatistics
        {
            Entries = TakeNumber(),
            Files = TakeNumber(),
            Bytes = TakeNumber(),
            Inspected = TakeNumber(),
            Executables = TakeNumber(),
        },
    };

    private Package TakePackage() => new(new EcosystemId(TakeText()), TakeText(), TakeText())
    {
        Architecture = TakeTextOrNull(),
        SourceName = TakeTextOrNull(),
        SourceVersion = TakeTextOrNull(),
        Vendor = TakeTextOrNull(),
        ModuleLabel = TakeTextOrNull(),
        Licenses = TakeTexts(),
        Evidence = (PackageEvidence)TakeNumber(),
        Location = TakeText(),
        OtherNames = TakeTexts(),
        IsDevelopment = TakeFlag(),
        Note = TakeTextOrNull(),
        FoundBy = new InspectorId(TakeText()),
    };

    private Distribution TakeDistribution() => new(TakeText(), TakeText())
    {
        PrettyName = TakeText(),
        Codename = TakeText(),
        IdLike = TakeTexts(),
        CpeName = TakeTextOrNull(),
        Location = TakeText(),
        Weight = checked((int)TakeNumber()),
    };

    private OwnedPaths TakeOwned() => new(new EcosystemId(TakeText()), TakeText(), TakeHashes(), TakeText());

    private DeclaredLicenses TakeLicenses() => new(new EcosystemId(TakeText()), TakeText(), TakeTexts())
    {
        Location = TakeText(),
    };

    private LayerPath TakePath() => LayerPath.Parse(TakeText());

    private string[] TakeTexts() => TakeAll(static (ref InventoryReader r) => r.TakeText());

    private T[] TakeAll<T>(Take<T> take)
    {
        int count = TakeCount(1);
        if (count == 0)
        {
            return [];
        }

        var items = new T[count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = take(ref this);
        }

        return items;
    }

    private ulong[] TakeHashes()
    {
        var hashes = new ulong[TakeCount(sizeof(ulong))];
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
            _rest = _rest[sizeof(ulong)..];
        }

        return hashes;
    }

    private Sighting TakeSighting()
    {
        var sighting = new Sighting(
            (Scanner)TakeNumber(), new RuleId(TakeText()), (Severity)TakeNumber(), TakeText())
        {
            Message = TakeText(),
            Location = TakeText(),
            Subject = TakeText(),
            Evidence = TakeAll(static (ref InventoryReader r) => new Evidence(
                r.TakeNumber(), checked((int)r.TakeNumber()), checked((int)r.TakeNumber()), r.TakeText())),
            Fingerprint = TakeTextOrNull(),
        };
        string? type = TakeTextOrNull();
        string? family = TakeTextOrNull();
        return sighting with
        {
            Malware = type is null ? null : new MalwareClass(type, family),
            Engine = TakeText(),
            Advice = TakeText(),
            CheckCommand = TakeTextOrNull(),
            References = TakeTexts(),
            IsExcusedByOwner = TakeFlag(),
        };
    }

    private FileDigests TakeDigests() => new(TakeBytes(), TakeBytes(), TakeBytes())
    {
        Size = TakeNumber(),
        Location = TakeText(),
    };

    private ClaimedDigests TakeClaims()
    {
        var ecosystem = new EcosystemId(TakeText());
        string package = TakeText();
        string algorithm = TakeText();
        ulong[] paths = TakeHashes();
        byte[][] hashes = TakeAll(static (ref InventoryReader r) => r.TakeBytes());
        return paths.Length != hashes.Length
            ? throw Damaged()
            : new ClaimedDigests(
                ecosystem, package, algorithm, [.. paths.Zip(hashes, (path, hash) => new ClaimedDigest(path, hash))])
            {
                Location = TakeText(),
            };
    }

    private SpecialFile TakeSpecialFile() => new(TakePath(), checked((int)TakeNumber()), TakeFlag())
    {
        OwnerId = TakeNumber(),
        GroupId = TakeNumber(),
        Capabilities = TakeTextOrNull(),
    };

    private byte[] TakeBytes()
    {
        int length = TakeCount(1);
        byte[] bytes = _rest[..length].ToArray();
        _rest = _rest[length..];
        return bytes;
    }

    private string TakeText() => TakeTextOrNull() ?? throw Damaged();

    private string? TakeTextOrNull()
    {
        long number = TakeNumber();
        switch (number)
        {
            case 0:
                return null;
            case 1:
                int length = TakeCount(1);
                string text = Encoding.UTF8.GetString(_rest[..length]);
                _rest = _rest[length..];
                _texts.Add(text);
                return text;
            default:
                return number - 2 < _texts.Count ? _texts[(int)(number - 2)] : throw Damaged();
        }
    }

    private bool TakeFlag() => TakeNumber() != 0;

    // A count of items that take at least so many bytes each.
    private int TakeCount(int bytesEach)
    {
        long count = TakeNumber();
        return count <= _rest.Length / bytesEach ? (int)count : throw Damaged();
    }

    private long TakeNumber()
    {
        long number = 0;
        for (int shift = 0; shift < 63 && !_rest.IsEmpty; shift += 7)
        {
            byte next = _rest[0];
            _rest = _rest[1..];
            number |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("not a layer inventory");
}
