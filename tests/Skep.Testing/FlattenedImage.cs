using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Skep.Core;

namespace Skep.Testing;

/// <summary>
/// The files of a docker archive as its overlay shows them: a plain reading for tests, with all in memory.
/// </summary>
public static class FlattenedImage
{
    /// <summary>The files that <paramref name="wanted"/> accepts, or all of them.</summary>
    public static SortedDictionary<LayerPath, byte[]> Read(string archive, Predicate<LayerPath>? wanted = null)
    {
        Dictionary<string, byte[]> outer = [];
        using (var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress))
        {
            foreach ((string name, TarEntry _, byte[] content) in Entries(gzip))
            {
                outer[name] = content;
            }
        }

        using JsonDocument manifest = JsonDocument.Parse(outer["manifest.json"]);
        var files = new SortedDictionary<LayerPath, byte[]>();
        foreach (JsonElement layer in manifest.RootElement[0].GetProperty("Layers").EnumerateArray())
        {
            byte[] tar = outer[layer.GetString()!];
            Stream stream = new MemoryStream(tar);
            stream = tar is [0x1f, 0x8b, ..] ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            Apply(stream, files, wanted ?? (_ => true));
        }

        return files;
    }

    private static void Apply(
        Stream layer, SortedDictionary<LayerPath, byte[]> files, Predicate<LayerPath> wanted)
    {
        List<(string Name, TarEntry Entry, byte[] Content)> entries = [.. Entries(layer)];
        foreach ((string name, _, _) in entries)
        {
            var path = LayerPath.Parse(name);
            if (path.Name.StartsWith(".wh."))
            {
                bool isOpaque = path.Name is ".wh..wh..opq";
                Remove(files, isOpaque ? path.Parent : path.Parent.Combine(path.Name[4..].ToString()));
            }
        }

        foreach ((string name, TarEntry entry, byte[] content) in entries)
        {
            var path = LayerPath.Parse(name);
            if (!wanted(path))
            {
                continue;
            }

            if (entry.EntryType is TarEntryType.HardLink)
            {
                if (files.TryGetValue(LayerPath.Parse(entry.LinkName), out byte[]? target))
                {
                    files[path] = target;
                }
            }
            else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                && !path.Name.StartsWith(".wh."))
            {
                Remove(files, path);
                files[path] = content;
            }
        }
    }

    private static void Remove(SortedDictionary<LayerPath, byte[]> files, LayerPath gone)
    {
        foreach (LayerPath path in files.Keys.Where(path => path.Equals(gone) || path.IsBelow(gone)).ToList())
        {
            files.Remove(path);
        }
    }

    private static IEnumerable<(string Name, TarEntry Entry, byte[] Content)> Entries(Stream stream)
    {
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry() is { } entry)
        {
            var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            yield return (entry.Name, entry, content.ToArray());
        }
    }
}
