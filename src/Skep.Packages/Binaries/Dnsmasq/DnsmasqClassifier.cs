namespace Skep.Packages.Binaries.Dnsmasq;

/// <summary>The dnsmasq DNS and DHCP server.</summary>
internal sealed class DnsmasqClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("dnsmasq", "thekelleys:dnsmasq");

    public IReadOnlyList<string> Files { get; } = ["**/dnsmasq"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("dnsmasq-<n.n~>");
}
