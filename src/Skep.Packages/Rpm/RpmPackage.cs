using System.Buffers.Binary;
using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Rpm;

/// <summary>Turns an rpm header into the package it describes and the files it owns.</summary>
internal static class RpmPackage
{
    // A kernel's sources have 6,000. A store of nothing but NULs would be read as millions of empty names.
    private const int MaxDirectories = 100_000;

    /// <summary>Reports what <paramref name="blob"/> describes; says so when it is damaged.</summary>
    public static void Report(ReadOnlySpan<byte> blob, DatabaseReport report)
    {
        if (!RpmHeader.TryRead(blob, out RpmHeader header))
        {
            report.Add("damaged rpm header: its counts do not fit its size");
            return;
        }

        string? name = header.Text(RpmTag.Name);
        string? version = header.Text(RpmTag.Version);
        string? release = header.Text(RpmTag.Release);
        if (name is null || version is null || release is null)
        {
            report.Add($"rpm header without {(name is null ? "a name" : $"a version and release: '{name}'")}");
            return;
        }

        uint? epoch = header.Number(RpmTag.Epoch);
        (string? source, string? sourceVersion) = RpmSource.Parse(header.Text(RpmTag.SourceRpm), epoch);
        report.Add(new Package(RpmEcosystem.Name, name, RpmSource.Evr(epoch, $"{version}-{release}"))
        {
            Architecture = header.Text(RpmTag.Architecture),
            SourceName = source,
            SourceVersion = sourceVersion,
            Vendor = header.Text(RpmTag.Vendor),
            ModuleLabel = header.Text(RpmTag.ModularityLabel),
            Licenses = header.Text(RpmTag.License) is { } license ? [license] : [],
        });
        report.Own(name, Files(header));
        report.Claim(name, RpmDigests.Of(header));
    }

    private static OwnedPathList Files(RpmHeader header)
    {
        var files = new OwnedPathList();
        RpmStrings baseNames = header.Strings(RpmTag.BaseNames);
        if (baseNames.IsEmpty)
        {
            // rpm 3 wrote whole paths.
            foreach (ReadOnlySpan<byte> path in header.Strings(RpmTag.OldFileNames))
            {
                files.Add(string.Empty, path);
            }

            return files;
        }

        List<string> directories = Directories(header);
        ReadOnlySpan<byte> indexes = header.Numbers(RpmTag.DirectoryIndexes);
        foreach (ReadOnlySpan<byte> name in baseNames)
        {
            if (indexes.Length < sizeof(uint) || files.IsFull)
            {
                files.LeaveOut();
                break;
            }

            uint directory = BinaryPrimitives.ReadUInt32BigEndian(indexes);
            indexes = indexes[sizeof(uint)..];
            if (directory < (uint)directories.Count)
            {
                files.Add(directories[(int)directory], name);
            }
            else
            {
                files.LeaveOut();
            }
        }

        return files;
    }

    /// <summary>The directories that files' names are combined with, each with its '/'.</summary>
    public static List<string> Directories(RpmHeader header)
    {
        List<string> directories = [];
        foreach (ReadOnlySpan<byte> directory in header.Strings(RpmTag.DirectoryNames))
        {
            if (directories.Count == MaxDirectories)
            {
                break;
            }

            directories.Add(OwnedPathList.Text(directory));
        }

        return directories;
    }
}
