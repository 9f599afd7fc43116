using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class PacmanVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new PacmanVersionOrder();

    protected override IReadOnlyList<string> Ascending =>
    [
        "1.0a", "1.0b", "1.0beta", "1.0p", "1.0pre", "1.0rc", "1.0", "1.0-1", "1.0-1.1", "1.0-2", "1.0.a",
        "1.0.r10.gabc", "1.0.1", "1.1-1", "3.0.7-2", "20230101-1", "1:0.1-1", "2:0",
    ];

    protected override IReadOnlyList<string> Invalid =>
        ["", " 1", ":1", "a:1", "1:", "1-", "1..2", ".1", "1.", "1-1_", new('1', 1025)];
}
