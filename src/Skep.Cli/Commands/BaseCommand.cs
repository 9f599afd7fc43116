using System.CommandLine;
using System.Text;
using Skep.Cli.Options;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Engine;
using Skep.Engine.Bases;

namespace Skep.Cli.Commands;

/// <summary><c>skep base add|list|remove</c></summary>
internal static class BaseCommand
{
    private const string Text =
        "Name base images, so that findings say what a base brought and what was added. "
            + "Scanned images are learned anyway.";

    private const string Examples = """
        skep base add registry.acme.example/base/debian:12
        skep base list
        skep base remove registry.acme.example/base/debian:12
        """;

    public static Command Create(Host host) =>
        new DocumentedCommand("base", Text, Examples) { Add(host), List(host), Remove(host) };

    private static Command Add(Host host)
    {
        var references = new Argument<string[]>("REF")
        {
            Description = "images to know as bases; their layers are not read",
            Arity = ArgumentArity.OneOrMore,
        };
        var source = new SourceFlags();
        var common = new CommonFlags();
        var command = new Command("add", "Remember images as bases.") { references };
        source.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.Apply(parsed, host);
            var options = new ScanOptions
            {
                CacheDirectory = common.CacheDirectory(parsed, host),
                Source = source.Read(parsed, host),
            };
            foreach (string reference in parsed.GetValue(references)!)
            {
                ImageInventory added = await KnownBases.AddAsync(reference, options, cancellationToken);
                host.Say($"{BaseIndex.NameOf(added.Image)}: {added.Layers.Count} layers are known as a base");
            }

            return ExitCode.Passed;
        });
        return command;
    }

    private static Command List(Host host)
    {
        var common = new CommonFlags();
        var command = new Command("list", "Say which images are known, named (*) or scanned.");
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            common.Apply(parsed, host);
            var text = new StringBuilder();
            foreach (BaseEntry entry in KnownBases.Of(common.CacheDirectory(parsed, host)).All())
            {
                string created = entry.Created is { } day ? $"{day.UtcDateTime:yyyy-MM-dd}" : "undated";
                text.AppendLine($"{(entry.IsNamed ? '*' : ' ')} {created,-10}  {entry.Layers,3} layers  {entry.Name}");
            }

            if (text.Length == 0)
            {
                text.AppendLine("No image is known yet: skep base add REF, or scan images.");
            }

            // A name may hold an escape.
            text.Replace('\u001b', '\uFFFD');
            host.Output.Write(Encoding.UTF8.GetBytes(text.ToString()));
            return ExitCode.Passed;
        });
        return command;
    }

    private static Command Remove(Host host)
    {
        var name = new Argument<string>("NAME") { Description = "as skep base list shows it" };
        var common = new CommonFlags();
        var command = new Command("remove", "Forget an image.") { name };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            common.Apply(parsed, host);
            string named = parsed.GetValue(name)!;
            int forgotten = KnownBases.Of(common.CacheDirectory(parsed, host)).Forget(named);
            return forgotten > 0
                ? ExitCode.Passed
                : throw new SkepException(ErrorKind.NotFound, $"no image '{named}' is known", "skep base list");
        });
        return command;
    }
}
