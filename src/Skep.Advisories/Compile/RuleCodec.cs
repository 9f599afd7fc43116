using System.Text;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Compile;

/// <summary>Packs what an advisory says about a package, beyond scope and name, into a few bytes and back.</summary>
internal static class RuleCodec
{
    private const byte HasRanges = 1;
    private const byte HasVersions = 2;
    private const byte HasModule = 4;
    private const byte HasArchitectures = 8;
    private const byte IsBinary = 16;

    // Which ends of a range are there.
    private const byte HasIntroduced = 1;
    private const byte HasFixed = 2;
    private const byte HasLastAffected = 4;
    private const byte IsAfter = 8;

    public static byte[] Encode(AffectedPackage package, MemoryStream buffer)
    {
        buffer.SetLength(0);
        using var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true);
        writer.Write((byte)((package.Ranges.Count > 0 ? HasRanges : 0) | (package.Versions.Count > 0 ? HasVersions : 0)
            | (package.Module.Length > 0 ? HasModule : 0) | (package.Architectures.Count > 0 ? HasArchitectures : 0)
            | (package.IsBinary ? IsBinary : 0)));
        writer.Write((byte)package.Status);
        writer.Write((byte)package.Severity);
        if (package.Ranges.Count > 0)
        {
            writer.Write7BitEncodedInt(package.Ranges.Count);
            foreach (VersionRange range in package.Ranges)
            {
                Write(writer, range);
            }
        }

        if (package.Versions.Count > 0)
        {
            Write(writer, package.Versions);
        }

        if (package.Module.Length > 0)
        {
            writer.Write(package.Module);
        }

        if (package.Architectures.Count > 0)
        {
            Write(writer, package.Architectures);
        }

        writer.Flush();
        return buffer.ToArray();
    }

    public static AffectedPackage Decode(string scope, string name, byte[] rule)
    {
        var reader = new FieldReader(rule);
        byte flags = reader.Byte();
        var status = (AffectedStatus)reader.Byte();
        var severity = (Severity)reader.Byte();
        return new AffectedPackage(scope, name)
        {
            Status = status,
            Severity = severity,
            IsBinary = (flags & IsBinary) != 0,
            Ranges = (flags & HasRanges) != 0 ? ReadRanges(ref reader) : [],
            Versions = (flags & HasVersions) != 0 ? reader.Texts() : [],
            Module = (flags & HasModule) != 0 ? reader.Text() : string.Empty,
            Architectures = (flags & HasArchitectures) != 0 ? reader.Texts() : [],
        };
    }

    public static void Write(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (string text in texts)
        {
            writer.Write(text);
        }
    }

    private static void Write(BinaryWriter writer, VersionRange range)
    {
        writer.Write((byte)((range.Introduced is null ? 0 : HasIntroduced) | (range.Fixed is null ? 0 : HasFixed)
            | (range.LastAffected is null ? 0 : HasLastAffected) | (range.IsAfter ? IsAfter : 0)));
        foreach (string? end in (ReadOnlySpan<string?>)[range.Introduced, range.Fixed, range.LastAffected])
        {
            if (end is not null)
            {
                writer.Write(end);
            }
        }
    }

    private static VersionRange[] ReadRanges(ref FieldReader reader)
    {
        var ranges = new VersionRange[reader.Count()];
        for (int i = 0; i < ranges.Length; i++)
        {
            byte ends = reader.Byte();
            ranges[i] = new VersionRange(
                (ends & HasIntroduced) != 0 ? reader.Text() : null,
                (ends & HasFixed) != 0 ? reader.Text() : null,
                (ends & HasLastAffected) != 0 ? reader.Text() : null,
                (ends & IsAfter) != 0);
        }

        return ranges;
    }
}
