using Skep.Core;

namespace Skep.Compliance.Files;

/// <summary>The programs that distributions themselves ship setuid or setgid.</summary>
/// <remarks>
/// Gathered from the packages of Debian, Ubuntu, Fedora, RHEL, SUSE, Alpine and Arch. Where a program stands counts
/// too: <c>opt/su</c> is nobody's.
/// </remarks>
internal static class UsualSetuid
{
    private static readonly string[] Directories =
    [
        "bin", "sbin", "usr/bin", "usr/sbin", "usr/lib", "usr/lib64", "usr/libexec", "lib", "lib64",
    ];

    private static readonly HashSet<string> Programs = new(StringComparer.Ordinal)
    {
        "abuild-sudo", "at", "bbsuid", "bsd-write", "bwrap", "chage", "chfn", "chsh", "chrome-sandbox",
            "cockpit-session",
        "crontab", "dbus-daemon-launch-helper", "doas", "dotlockfile", "exim4", "expiry", "fusermount", "fusermount3",
        "gpasswd", "grub2-set-bootloader", "ksu", "lockfile", "locate", "mail-lock", "mail-touchlock", "mail-unlock",
        "mlocate", "mount", "mount.cifs", "mount.nfs", "newgidmap", "newgrp", "newrole", "newuidmap", "ntfs-3g",
        "pam_extrausers_chkpwd", "pam_timestamp_check", "passwd", "ping", "ping4", "ping6", "pkexec", "plocate",
        "polkit-agent-helper-1", "postdrop", "postqueue", "pppd", "procmail", "pt_chown", "screen", "sg", "slocate",
        "snap-confine", "ssh-agent", "ssh-keysign", "staprun", "su", "sudo", "sudoedit", "suexec",
            "traceroute6.iputils",
        "umount", "unix2_chkpwd", "unix_chkpwd", "unix_update", "updatedb.mlocate", "userhelper", "usernetctl",
        "utempter", "uuidd", "wall", "write", "write.ul", "Xorg.wrap", "mount.ecryptfs_private", "vlock-main",
    };

    public static bool Includes(LayerPath path) =>
        Programs.Contains(path.Name.ToString())
        && Array.Exists(Directories, directory => path.IsBelow(LayerPath.Parse(directory)))
        && !path.IsBelow(LayerPath.Parse("usr/local"));
}
