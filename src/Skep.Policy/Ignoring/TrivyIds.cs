using System.Collections.Frozen;

namespace Skep.Policy.Ignoring;

/// <summary>What Trivy calls the rules that Skep has too, so that its ignore files keep their meaning.</summary>
/// <remarks>Only where both clearly look for the same; any other id of Trivy's matches nothing here.</remarks>
internal static class TrivyIds
{
    private static readonly FrozenDictionary<string, string[]> Secrets = new Dictionary<string, string[]>
    {
        ["alibaba-access-key-id"] = ["secrets/alibaba/access-key"],
        ["alibaba-secret-key"] = ["secrets/alibaba/access-key-secret"],
        ["aws-access-key-id"] = ["secrets/aws/access-key"],
        ["aws-secret-access-key"] = ["secrets/aws/secret-key"],
        ["databricks-api-token"] = ["secrets/databricks/token"],
        ["dockerconfig-secret"] = ["secrets/host/docker-config"],
        ["gcp-service-account"] = ["secrets/google/service-account"],
        ["github-app-token"] = ["secrets/github/app-token"],
        ["github-fine-grained-pat"] = ["secrets/github/fine-grained-token"],
        ["github-oauth"] = ["secrets/github/oauth-token"],
        ["github-pat"] = ["secrets/github/personal-token"],
        ["github-refresh-token"] = ["secrets/github/refresh-token"],
        ["gitlab-pat"] = ["secrets/gitlab/personal-token"],
        ["grafana-api-token"] = ["secrets/grafana/api-key"],
        ["hugging-face-access-token"] = ["secrets/huggingface"],
        ["npm-access-token"] = ["secrets/npm/token"],
        ["private-key"] = ["secrets/private-key"],
        ["pypi-upload-token"] = ["secrets/pypi/token"],
        ["sendgrid-api-token"] = ["secrets/sendgrid/api-key"],
        ["slack-access-token"] = ["secrets/slack/bot-token", "secrets/slack/user-token", "secrets/slack/app-token"],
        ["slack-web-hook"] = ["secrets/slack/webhook"],
        ["stripe-secret-token"] = ["secrets/stripe/live-key", "secrets/stripe/test-key"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>By the number in <c>AVD-DS-0002</c>, <c>DS-0002</c>, <c>DS002</c>.</summary>
    private static readonly FrozenDictionary<int, string[]> Dockerfile = new Dictionary<int, string[]>
    {
        [1] = ["config/base/latest"],
        [2] = ["config/user"],
        [4] = ["config/network/remote-access-port"],
        [5] = ["config/build/add-file"],
        [7] = ["config/dockerfile/overridden"],
        [9] = ["config/build/relative-workdir"],
        [10] = ["config/build/sudo"],
        [12] = ["config/dockerfile/duplicate-stage"],
        [13] = ["config/build/cd-lost"],
        [15] = ["config/build/package-cache"],
        [16] = ["config/dockerfile/overridden"],
        [17] = ["config/build/update-alone"],
        [19] = ["config/build/package-cache"],
        [20] = ["config/build/package-cache"],
        [21] = ["config/build/install-asks"],
        [22] = ["config/build/maintainer"],
        [24] = ["config/build/dist-upgrade"],
        [25] = ["config/build/package-cache"],
        [26] = ["config/runtime/no-healthcheck"],
        [31] = ["config/dockerfile/secret-argument"],
    }.ToFrozenDictionary();

    /// <summary>What is meant here by an id: itself, and the rules that Trivy calls so.</summary>
    public static IReadOnlyList<string> Meant(string id) =>
        Secrets.TryGetValue(id, out string[]? rules) || Dockerfile.TryGetValue(Number(id), out rules)
            ? [id, .. rules]
            : [id];

    private static int Number(string id)
    {
        string rest = id.StartsWith("AVD-", StringComparison.OrdinalIgnoreCase) ? id["AVD-".Length..] : id;
        return rest.StartsWith("DS", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(rest["DS".Length..].TrimStart('-'), out int number)
                ? number
                : -1;
    }
}
