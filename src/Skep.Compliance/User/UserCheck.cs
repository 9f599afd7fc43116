using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.User;

/// <summary>Who the container's first process runs as.</summary>
internal sealed class UserCheck : ConfigCheck
{
    public static readonly ConfigRule Root = new("config/user/root", Severity.Medium, "Runs as root")
    {
        Description = "A process that is root in the container and breaks out of it is root on the host, and inside it "
            + "may change every file and bind every port.",
        Advice = "Create a user and switch to it last: RUN useradd --system --uid 10001 app, then USER 10001.",
        References = References.Cis(1, "hadolint DL3002", "trivy DS-0002"),
    };

    private static readonly ConfigRule RootByName = new(
        "config/user/root-by-name", Severity.High, "Runs as root under another name")
    {
        Description = "USER names an account whose number in etc/passwd is 0: it looks unprivileged and is root.",
        Advice = "Give the account a number of its own, or name another with USER.",
        References = References.Cis(1),
    };

    private static readonly ConfigRule Unknown = new("config/user/unknown", Severity.Medium, "User does not exist")
    {
        Description = "USER names an account that etc/passwd of the image does not have: the container will not start.",
        Advice = "Create the account in the build, or use its number.",
    };

    public override string Id => "config/user";

    public override IReadOnlyList<ConfigRule> Rules => [Root, RootByName, Unknown];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        if (image.Configuration is not { } configuration)
        {
            yield break;
        }

        string user = configuration.User.Split(':')[0].Trim();
        int? instruction = configuration.Last("USER");
        if (user is "" or "0" or "root")
        {
            string why = user.Length == 0 ? "No USER is set, so processes run as root." : $"USER is {user}.";
            yield return Root.Sight(why) with
            {
                HistoryIndex = user.Length == 0 ? null : instruction,
                CheckCommand = "id -u",
            };
            yield break;
        }

        Accounts accounts = Accounts.Of(image);
        if (accounts.NumberOf(user) == 0)
        {
            yield return RootByName.Sight($"USER is {user}, whose number in etc/passwd is 0.") with
            {
                HistoryIndex = instruction,
                Subject = user,
                CheckCommand = "id -u",
            };
        }
        else if (accounts.AreKnown && !user.All(char.IsAsciiDigit) && accounts.NumberOf(user) is null)
        {
            yield return Unknown.Sight($"USER is {user}, which etc/passwd does not have.") with
            {
                HistoryIndex = instruction,
                Subject = user,
                CheckCommand = "cat /etc/passwd",
            };
        }
    }
}
