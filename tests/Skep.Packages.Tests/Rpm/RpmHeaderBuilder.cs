using System.Buffers.Binary;
using System.Text;
using Skep.Packages.Rpm;

namespace Skep.Packages.Tests.Rpm;

/// <summary>Writes rpm headers as the databases keep them.</summary>
internal sealed class RpmHeaderBuilder
{
    private readonly List<(RpmTag Tag, uint Type, uint Offset, uint Count)> _tags = [];
    private readonly List<byte> _store = [];

    /// <summary>A package with two files, whose header is padded to at least <paramref name="size"/> bytes.</summary>
    public static byte[] Package(string name, string version = "1.0", uint? epoch = null, int size = 0)
    {
        RpmHeaderBuilder builder = new RpmHeaderBuilder()
            .Text(RpmTag.Name, name)
            .Text(RpmTag.Version, version)
            .Text(RpmTag.Release, "2.el9")
            .Text(RpmTag.Vendor, "Skep")
            .Texts(RpmTag.License, 9, "MIT")
            .Text(RpmTag.Architecture, "x86_64")
            .Text(RpmTag.SourceRpm, $"{name}-src-{version}-2.el9.src.rpm")
            .Text(RpmTag.ModularityLabel, "nodejs:18:1:2")
            .Texts(RpmTag.DirectoryNames, 8, "/usr/bin/", "/etc/")
            .Texts(RpmTag.BaseNames, 8, name, $"{name}.conf")
            .Numbers(RpmTag.DirectoryIndexes, 0, 1);
        if (epoch is { } number)
        {
            builder.Numbers(RpmTag.Epoch, number);
        }

        return builder.Text((RpmTag)1005, new string('x', size)).Build();
    }

    public RpmHeaderBuilder Text(RpmTag tag, string value) => Texts(tag, 6, value);

    public RpmHeaderBuilder Texts(RpmTag tag, uint type, params string[] values)
    {
        _tags.Add((tag, type, (uint)_store.Count, (uint)values.Length));
        foreach (string value in values)
        {
            _store.AddRange(Encoding.UTF8.GetBytes(value));
            _store.Add(0);
        }

        return this;
    }

    public RpmHeaderBuilder Numbers(RpmTag tag, params uint[] values)
    {
        // rpm refuses numbers that do not lie on a multiple of their size.
        while (_store.Count % sizeof(uint) != 0)
        {
            _store.Add(0);
        }

        _tags.Add((tag, 4, (uint)_store.Count, (uint)values.Length));
        foreach (uint value in values)
        {
            Append(_store, value);
        }

        return this;
    }

    public byte[] Build()
    {
        var header = new List<byte>();
        Append(header, (uint)_tags.Count);
        Append(header, (uint)_store.Count);
        foreach ((RpmTag tag, uint type, uint offset, uint count) in _tags)
        {
            Append(header, (uint)tag);
            Append(header, type);
            Append(header, offset);
            Append(header, count);
        }

        return [.. header, .. _store];
    }

    private static void Append(List<byte> to, uint value)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        to.AddRange(bytes);
    }
}
