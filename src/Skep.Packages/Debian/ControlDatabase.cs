using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Debian;

/// <summary>A package manager's database in Debian's control syntax: dpkg's, and opkg's that is like it.</summary>
/// <param name="Manager">Whose it is, for the reader of a problem: <c>dpkg</c>.</param>
internal sealed record ControlDatabase(string Manager, EcosystemId Ecosystem)
{
    /// <summary>
    /// Reports what <paramref name="describe"/> makes of the record, name and version of every package on the system.
    /// </summary>
    public void Report(
        FileView file,
        IFindingSink sink,
        Func<ControlRecord, string, string, Package> describe,
        CancellationToken cancellationToken)
    {
        var report = new DatabaseReport(Ecosystem, file.Path, sink);
        foreach (ControlRecord record in new ControlRecords(file.Content.Span))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (record is { IsOnSystem: true, Package: { } name, Version: { } version })
            {
                report.Add(describe(record, name, version));
            }
            else if (record.IsOnSystem)
            {
                string missing = record.Package is null ? "a package name" : $"a version: '{record.Package}'";
                report.Add($"{Manager} record without {missing}");
            }

            if (report.IsFull)
            {
                break;
            }
        }
    }
}
