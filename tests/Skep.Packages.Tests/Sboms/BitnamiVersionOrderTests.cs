using Skep.Core;
using Skep.Packages.Sboms;
using Skep.Testing;

namespace Skep.Packages.Tests.Sboms;

public sealed class BitnamiVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order => new BitnamiVersionOrder();

    protected override IReadOnlyList<string> Ascending =>
        ["1.0.0-alpha", "1.0.0-alpha-2", "1.0.0", "1.0.0-1", "1.0.0-9", "1.0.0-10", "1.0.1-0001", "1.0.1-2", "2.0.0"];

    protected override IReadOnlyList<string> Invalid => ["", "x", "-1"];
}
