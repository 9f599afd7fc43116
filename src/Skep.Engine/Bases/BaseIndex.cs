using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Skep.Core;

namespace Skep.Engine.Bases;

/// <summary>The images seen so far, by their layers, so that one can be recognised as the base of another.</summary>
/// <remarks>
/// One small file an image, named by the chain of its layers (<see
/// href="https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md#layer-chainid"/>): an image's bases are
/// found by asking for each of its own prefixes, however many images are known. A second file a name says which chain
/// had that name last. Files appear whole or not at all, and what cannot be read or written only costs the answer.
/// </remarks>
public sealed class BaseIndex(string directory)
{
    // More than any team's images; the oldest go first.
    private const int MaxEntries = 50_000;

    private const string Extension = ".base";

    /// <summary>The base of an image, by the longest chain of layers that was seen as an image of its own.</summary>
    /// <remarks>
    /// An image that somebody named as a base (<c>skep base add</c>) goes before one that was only scanned.
    /// </remarks>
    public BaseImage? Find(ImageInventory image)
    {
        List<string> chains = ChainsOf(image);
        string name = NameOf(image.Image);
        BaseEntry? found = null;
        for (int count = chains.Count - 1; count > 0; count--)
        {
            if (Read(PathOf(chains[count - 1])) is { } entry && entry.Name != name
                && (found is null || (entry.IsNamed && !found.IsNamed)))
            {
                found = entry with { Layers = count };
            }
        }

        return found is null ? Annotated(image) : new BaseImage(found.Name, BaseEvidence.Lineage)
        {
            LayerCount = found.Layers,
            HistoryCount = found.History,
            ManifestDigest = found.ManifestDigest,
            Created = found.Created,
            IsOutdated = Read(PathOfName(found.Name)) is { } latest
                && latest.Chain != found.Chain
                && latest.Created > found.Created,
        };
    }

    /// <summary>Remembers an image that was scanned, or that somebody names as a base.</summary>
    public void Learn(ImageInventory image, bool isNamed)
    {
        List<string> chains = ChainsOf(image);
        if (chains.Count == 0 || image.Layers.Count != chains.Count)
        {
            return;
        }

        var entry = new BaseEntry(NameOf(image.Image), chains[^1])
        {
            ManifestDigest = image.Image.ManifestDigest,
            Created = image.Image.Created,
            History = image.Configuration?.History.Count,
            Layers = chains.Count,
            IsNamed = isNamed,
        };
        string path = PathOf(entry.Chain);
        if (Read(path) is { } known && (known == entry || (known.IsNamed && !isNamed)))
        {
            return;
        }

        Write(path, entry);
        if (Read(PathOfName(entry.Name)) is not { } last || last.Created is null || entry.Created >= last.Created)
        {
            Write(PathOfName(entry.Name), entry);
        }

        Sweep();
    }

    /// <summary>What is known, by name.</summary>
    public IReadOnlyList<BaseEntry> All()
    {
        try
        {
            return
            [
                .. Directory.EnumerateFiles(directory, "*" + Extension)
                    .Where(path => !Path.GetFileName(path).StartsWith("name-", StringComparison.Ordinal))
                    .Select(Read)
                    .OfType<BaseEntry>()
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                    .ThenBy(entry => entry.Chain, StringComparer.Ordinal),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Forgets every image of that name; gives how many there were.</summary>
    public int Forget(string name)
    {
        BaseEntry[] known = [.. All().Where(entry => entry.Name == name)];
        foreach (BaseEntry entry in known)
        {
            File.Delete(PathOf(entry.Chain));
        }

        if (Directory.Exists(directory))
        {
            File.Delete(PathOfName(name));
        }

        return known.Length;
    }

    /// <summary>The name that the image is kept under: a tag rather than the name of a file.</summary>
    public static string NameOf(ImageIdentity image) => image.RepoTags is [var tag, ..] ? tag : image.Name;

    private static BaseImage? Annotated(ImageInventory image)
    {
        IReadOnlyDictionary<string, string> said = image.Configuration?.Annotations ?? image.Image.Labels;
        return (Text(said, "org.opencontainers.image.base.name")
            ?? Text(image.Image.Labels, "org.opencontainers.image.base.name")) is { } name
            ? new BaseImage(name, BaseEvidence.Annotation)
            {
                ManifestDigest = Digest.TryParse(Text(said, "org.opencontainers.image.base.digest"), out Digest digest)
                    ? digest
                    : null,
            }
            : null;
    }

    private static string? Text(IReadOnlyDictionary<string, string> map, string key) =>
        map.TryGetValue(key, out string? value) && value.Length > 0 ? value : null;

    // A layer without a diffID ends the chain: nothing above it can be compared.
    private static List<string> ChainsOf(ImageInventory image)
    {
        var chains = new List<string>(image.Layers.Count);
        foreach (LayerSummary layer in image.Layers)
        {
            if (layer.DiffId is not { } diffId)
            {
                break;
            }

            string text = chains.Count == 0 ? diffId.ToString() : $"{chains[^1]} {diffId}";
            chains.Add(chains.Count == 0
                ? text
                : Digest.Sha256(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToString());
        }

        return chains;
    }

    private static BaseEntry? Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using SafeFileHandle file = File.OpenHandle(path);
            byte[] bytes = new byte[Math.Min(RandomAccess.GetLength(file), BaseEntry.MaxSize + 1)];
            return BaseEntry.Parse(bytes.AsMemory(0, RandomAccess.Read(file, bytes, 0)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];

    private string PathOf(string chain) => Path.Combine(directory, HashOf(chain) + Extension);

    private string PathOfName(string name) => Path.Combine(directory, "name-" + HashOf(name) + Extension);

    private void Write(string path, BaseEntry entry)
    {
        try
        {
            Directory.CreateDirectory(directory);
            string temporary = $"{path}.{Guid.NewGuid():n}";
            File.WriteAllBytes(temporary, entry.ToBytes());
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next scan will not know this image; nothing else depends on it.
        }
    }

    private void Sweep()
    {
        var files = new DirectoryInfo(directory);
        if (!files.Exists || files.EnumerateFiles().Skip(2 * MaxEntries).FirstOrDefault() is null)
        {
            return;
        }

        foreach (FileInfo old in files.EnumerateFiles().OrderBy(file => file.LastWriteTimeUtc).Take(MaxEntries / 2))
        {
            old.Delete();
        }
    }
}
