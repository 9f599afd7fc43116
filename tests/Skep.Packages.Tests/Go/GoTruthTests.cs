using System.Formats.Tar;
using System.IO.Compression;
using Skep.Core;
using Skep.Packages.Go;
using Skep.Testing;

namespace Skep.Packages.Tests.Go;

public sealed class GoTruthTests
{
    [Fact]
    public async Task Modules_of_a_real_program_equal_the_truth()
    {
        string image = SharedData.Require("corpus/images/alpine320-polyglot.tar.gz");
        string truth = SharedData.Require("corpus/truth/alpine320-polyglot.lang.tsv");
        string[] expected = [.. (await File.ReadAllLinesAsync(truth)).Select(line => line.Split('\t'))
            .Where(row => row[0] is "go" or "go-main")
            .Select(row => $"{row[1]} {row[2]}").Order(StringComparer.Ordinal)];

        var path = LayerPath.Parse("usr/local/bin/lefthook");
        var inspector = new GoBinaryInspector();
        var sink = new RecordingSink(path, inspector.Id);
        await inspector.InspectAsync(new FileView(path, FileOf(image, path.ToString())), sink, CancellationToken.None);

        Assert.Equal(expected, sink.Packages.Select(p => $"{p.Name} {p.Version}").Order(StringComparer.Ordinal));
    }

    private static byte[] FileOf(string image, string path)
    {
        using var outer = new TarReader(new GZipStream(File.OpenRead(image), CompressionMode.Decompress));
        while (outer.GetNextEntry() is { } layer)
        {
            if (!layer.Name.EndsWith("layer.tar", StringComparison.Ordinal) || layer.DataStream is not { } content)
            {
                continue;
            }

            using var inner = new TarReader(content);
            while (inner.GetNextEntry() is { } entry)
            {
                if (entry.Name == path)
                {
                    using var bytes = new MemoryStream();
                    entry.DataStream!.CopyTo(bytes);
                    return bytes.ToArray();
                }
            }
        }

        throw new InvalidOperationException($"{path} is not in {image}");
    }
}
