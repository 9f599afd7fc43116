using System.Text;
using Skep.Core;

namespace Skep.Packages.Ruby;

/// <summary>What the assignments of a gem specification say.</summary>
internal sealed class Gemspec
{
    private List<string> _licenses = [];

    public string? Name { get; private set; }

    public string? Version { get; private set; }

    public IReadOnlyList<string> Licenses => _licenses;

    private static ReadOnlySpan<byte> Stub => "# stub: "u8;

    public static Gemspec Read(LineEnumerator lines)
    {
        var gem = new Gemspec();
        string[] stub = [];
        foreach (ReadOnlySpan<byte> line in lines)
        {
            ReadOnlySpan<byte> trimmed = line.Trim(" \t"u8);
            int dot = trimmed.IndexOf((byte)'.');
            int equals = trimmed.IndexOf((byte)'=');
            if (trimmed.StartsWith(Stub) && stub.Length == 0)
            {
                stub = Encoding.UTF8.GetString(trimmed[Stub.Length..]).Split(' ');
            }
            else if (dot > 0 && equals > dot)
            {
                // "s.name = …": the variable's name is the block's, whatever it is called.
                gem.Assign(trimmed[(dot + 1)..equals].Trim((byte)' '), trimmed[(equals + 1)..]);
            }
        }

        gem.Name ??= stub.ElementAtOrDefault(0);
        gem.Version ??= stub.ElementAtOrDefault(1);
        return gem;
    }

    private void Assign(ReadOnlySpan<byte> property, ReadOnlySpan<byte> value)
    {
        if (property.SequenceEqual("name"u8))
        {
            Name ??= Literals(value).FirstOrDefault();
        }
        else if (property.SequenceEqual("version"u8))
        {
            Version ??= Literals(value).FirstOrDefault();
        }
        else if (property.SequenceEqual("licenses"u8) || property.SequenceEqual("license"u8))
        {
            _licenses = Literals(value);
        }
    }

    // "x".freeze, 'x', %q{x}, Gem::Version.new("x"), ["x".freeze, "y"]: the quoted texts in their order.
    private static List<string> Literals(ReadOnlySpan<byte> value)
    {
        var texts = new List<string>();
        while (value.IndexOfAny((byte)'"', (byte)'\'', (byte)'%') is >= 0 and int start)
        {
            byte closing = value[start];
            value = value[(start + 1)..];
            if (closing == '%')
            {
                if (!value.StartsWith("q"u8) || value.Length < 2)
                {
                    continue;
                }

                closing = Closing(value[1]);
                value = value[2..];
            }

            int end = value.IndexOf(closing);
            if (end < 0)
            {
                break;
            }

            if (end > 0 && value[..end].IndexOf("#{"u8) < 0)
            {
                texts.Add(Encoding.UTF8.GetString(value[..end]));
            }

            value = value[(end + 1)..];
        }

        return texts;
    }

    private static byte Closing(byte opening) => (char)opening switch
    {
        '<' => (byte)'>',
        '{' => (byte)'}',
        '(' => (byte)')',
        '[' => (byte)']',
        _ => opening,
    };
}
