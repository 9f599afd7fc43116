using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Compliance.Shell;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>Whether what a build fetches is checked to be what its maker published.</summary>
internal sealed class UnverifiedCheck : BuildCheck
{
    private static readonly ConfigRule Packages = new(
        "config/build/unverified-packages", Severity.High, "Signatures of packages are not checked")
    {
        Description = "Whoever sits between the build and the mirror, or owns the mirror, decides what is installed as "
            + "root.",
        Advice = "Remove the switch and install the repository's key instead ([signed-by=…], apk keys, rpm --import).",
        References = References.Cis(11),
    };

    private static readonly ConfigRule Tls = new(
        "config/build/unverified-tls", Severity.High, "TLS certificates are not checked in the build")
    {
        Description = "Whoever sits between the build and the server decides what is downloaded, and sees "
            + "passwords sent.",
        Advice = "Remove the switch; add the company's certificate authority (update-ca-certificates) where that "
            + "is why.",
        References = References.Cis(11, "https://cwe.mitre.org/data/definitions/295.html"),
    };

    private static readonly ConfigRule Plain = new(
        "config/build/plain-http", Severity.Medium, "Download without TLS or checksum")
    {
        Description = "Whoever sits between the build and the server decides what is downloaded, and nothing in the "
            + "instruction would notice.",
        Advice = "Use https, or check the file: echo 'SHA256  FILE' | sha256sum -c.",
        References = References.Cis(11),
    };

    private static readonly ConfigRule Pipe = new(
        "config/build/pipe-to-shell", Severity.Medium, "Downloaded script is run unseen")
    {
        Description = "What the server sends is run as it comes: a change there, or half a download, is not noticed.",
        Advice = "Download to a file, check its checksum or signature, then run it.",
        References = References.Cis(11),
    };

    private static readonly string[] Interpreters = ["python", "python3", "perl", "ruby", "node", "php"];

    private static readonly string[] Verifiers =
    [
        "sha256sum", "sha512sum", "sha1sum", "sha384sum", "shasum", "md5sum", "gpg", "gpgv", "gpg2", "cosign",
        "openssl", "minisign", "signify", "b2sum", "apt-key", "apksigner", "rpmkeys",
    ];

    public override IReadOnlyList<ConfigRule> Rules => [Packages, Tls, Plain, Pipe];

    public override IEnumerable<BuildHit> Judge(ImageBuild build) =>
        Runs(build).SelectMany(run => Judge(run.Run, run.Commands).DistinctBy(hit => (hit.Rule, hit.Subject)));

    private static IEnumerable<BuildHit> Judge(Instruction run, IReadOnlyList<ShellCommand> commands)
    {
        bool verifies = commands.Any(command => Verifiers.Contains(command.Program));
        for (int i = 0; i < commands.Count; i++)
        {
            ShellCommand command = commands[i];
            if (VerificationSwitches.OfPackages(command) is { } unsigned)
            {
                yield return Hit(Packages, run, command, $"{command.Program} is told {unsigned}.", unsigned);
            }

            if (VerificationSwitches.OfTls(command) is { } insecure && !Downloads.IsLocal(command))
            {
                yield return Hit(Tls, run, command, $"{command.Program} is told {insecure}.", insecure);
            }

            if (!verifies && Downloads.PlainHost(command) is { } host)
            {
                yield return Hit(Plain, run, command, $"{command.Program} downloads from {host} without TLS.", host);
            }

            if (RunsDownload(commands, i))
            {
                yield return Hit(
                    Pipe, run, command, $"{command.Program} runs what was just downloaded.", command.Program);
            }
        }
    }

    // curl … | sh, sh -c "$(curl …)", bash <(curl …)
    private static bool RunsDownload(IReadOnlyList<ShellCommand> commands, int index)
    {
        ShellCommand command = commands[index];
        bool isShell = ShellScript.IsShell(command.Program);
        if (!isShell && command.Program != "eval" && !(Interpreters.Contains(command.Program) && ReadsInput(command)))
        {
            return false;
        }

        bool isPiped = command.Joined == "|"
            && (ReadsInput(command) || isShell)
            && !(isShell && command.HasShort('c'))
            && commands.Take(index).Any(other => other.Pipeline == command.Pipeline && Downloads.Is(other));
        bool isSubstituted = command.Arguments.Contains("$()")
            && index > 0
            && commands[index - 1].Depth > command.Depth
            && Downloads.Is(commands[index - 1]);
        return isPiped || isSubstituted;
    }

    private static bool ReadsInput(ShellCommand command) =>
        command.Arguments.All(word => word.StartsWith('-'));

    private static BuildHit Hit(ConfigRule rule, Instruction run, ShellCommand command, string message, string what) =>
        new(rule, run, message) { Subject = $"{command.Program} {what}", Command = command };
}
