using Skep.Core;
using Skep.Packages.Alpine;
using Skep.Packages.Arch;
using Skep.Packages.Debian;
using Skep.Packages.OpenWrt;
using Skep.Packages.Rpm;

namespace Skep.Packages.Tests.Distributions;

public sealed class OsEcosystemsTests
{
    private static readonly Dictionary<string, IEcosystem> Ecosystem = new IEcosystem[]
    {
        new AlpmEcosystem(), new ApkEcosystem(), new DebEcosystem(), new OpkgEcosystem(), new RpmEcosystem(),
    }.ToDictionary(one => one.Id.Value);

    [Theory]
    [InlineData("deb", "libc6", "2.36-9", "amd64", "glibc", "2.36-9", "debian", "12",
        "pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12&upstream=glibc")]
    [InlineData("deb", "libgcc-s1", "12.2.0-14", "amd64", "gcc-12", "12.2.0-14+deb12u1", "debian", "",
        "pkg:deb/debian/libgcc-s1@12.2.0-14?arch=amd64&distro=debian&upstream=gcc-12%4012.2.0-14%2Bdeb12u1")]
    [InlineData("deb", "cron", "2:3.0pl1", "amd64", "cron", "2:3.0pl1", "debian", "12",
        "pkg:deb/debian/cron@2:3.0pl1?arch=amd64&distro=debian-12")]
    [InlineData("apk", "musl", "1.2.4-r2", "x86_64", "musl", "1.2.4-r2", "alpine", "3.18.9",
        "pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64&distro=alpine-3.18.9")]
    [InlineData("rpm", "openssl-libs", "1:3.0.1-23.el9_0", "aarch64", "openssl", "1:3.0.1-23.el9_0", "almalinux", "9.0",
        "pkg:rpm/almalinux/openssl-libs@3.0.1-23.el9_0?arch=aarch64&distro=almalinux-9.0&epoch=1"
            + "&upstream=openssl-3.0.1-23.el9_0.src.rpm")]
    [InlineData("alpm", "pacman", "6.1.0-3", "x86_64", "pacman", "6.1.0-3", "arch", "",
        "pkg:alpm/arch/pacman@6.1.0-3?arch=x86_64&distro=arch")]
    [InlineData("opkg", "busybox", "1.36.1-1", "mips_24kc", null, null, "openwrt", "23.05.0",
        "pkg:opkg/openwrt/busybox@1.36.1-1?arch=mips_24kc&distro=openwrt-23.05.0")]
    public void Purl_names_distribution_architecture_and_source(
        string ecosystem, string name, string version, string architecture, string? source, string? sourceVersion,
        string id, string versionId, string expected)
    {
        var package = new Package(new EcosystemId(ecosystem), name, version)
        {
            Architecture = architecture,
            SourceName = source,
            SourceVersion = sourceVersion,
        };

        Assert.Equal(expected, Ecosystem[ecosystem].Purl(package, new Distribution(id, versionId)).ToString());
    }

    [Theory]
    [InlineData("apk", "alpine", "3.18.9", "apk add --upgrade a")]
    [InlineData("deb", "debian", "12", "apt-get install --only-upgrade a=1:2~3-4")]
    [InlineData("rpm", "rhel", "8.6", "dnf upgrade a-1:2~3-4")]
    [InlineData("rpm", "centos", "7", "yum update a-1:2~3-4")]
    [InlineData("rpm", "amzn", "2", "yum update a-1:2~3-4")]
    [InlineData("rpm", "sles", "15.3", "zypper install a=1:2~3-4")]
    [InlineData("rpm", "photon", "3.0", "tdnf update a")]
    [InlineData("alpm", "arch", "", "pacman -S a")]
    [InlineData("opkg", "openwrt", "22.03.5", "opkg upgrade a")]
    public void Upgrade_is_told_in_the_words_of_the_distribution(
        string ecosystem, string id, string version, string expected) =>
        Assert.Equal(expected, Upgrade(ecosystem, "a", "1:2~3-4", new Distribution(id, version)));

    [Theory]
    [InlineData("a;reboot", "1")]
    [InlineData("a", "$(reboot)")]
    [InlineData("--config-file=x", "1")]
    [InlineData("a b", "1")]
    public void Name_that_a_shell_would_run_gives_no_command(string name, string version) =>
        Assert.Null(Upgrade("deb", name, version, null));

    private static string? Upgrade(string ecosystem, string name, string version, Distribution? distribution) =>
        Ecosystem[ecosystem].UpgradeCommand(new Package(new EcosystemId(ecosystem), name, "0"), version, distribution);
}
