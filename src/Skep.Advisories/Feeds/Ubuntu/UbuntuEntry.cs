using Skep.Advisories.Model;
using Skep.Advisories.Scoring;
using Skep.Core;

namespace Skep.Advisories.Feeds.Ubuntu;

/// <summary>One CVE of Ubuntu's tracker while its lines are read.</summary>
internal sealed class UbuntuEntry
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _references = [];
    private readonly List<CvssScore> _scores = [];
    private readonly List<UbuntuState> _states = [];
    private string _field = string.Empty;

    public void Take(string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        if (line[0] == ' ')
        {
            Continue(line.Trim());
            return;
        }

        int colon = line.IndexOf(':');
        if (colon <= 0)
        {
            return;
        }

        _field = line[..colon];
        string value = line[(colon + 1)..].Trim();
        if (UbuntuState.Parse(_field, value) is { } state)
        {
            _states.Add(state);
        }
        else
        {
            _fields[_field] = value;
        }
    }

    public Advisory? ToAdvisory() =>
        _fields.GetValueOrDefault("Candidate") is { Length: > 0 } id
            ? new Advisory(id)
            {
                Description = _fields.GetValueOrDefault("Description", string.Empty),
                Severity = SeverityWords.Parse(Word(_fields.GetValueOrDefault("Priority"))),
                SeveritySource = "ubuntu",
                Cvss = _scores,
                Published = FeedJson.ParseDate(
                    _fields.GetValueOrDefault("PublicDate")?.Replace(" UTC", "Z", StringComparison.Ordinal)),
                References = _references,
                Affected = [.. _states.Where(Counts).Select(ToAffected)],
            }
            : null;

    private static string? Word(string? priority) => priority?.Split(' ')[0];

    private void Continue(string text)
    {
        switch (_field)
        {
            case "References":
                _references.Add(text);
                break;

            case "CVSS":
                // "nvd: CVSS:3.1/AV:N/… [7.5 HIGH]"
                string[] words = text.Split(' ');
                if (words.Length >= 2 && Cvss.Parse(words[0].TrimEnd(':'), words[1]) is { } score)
                {
                    _scores.Add(score);
                }

                break;

            case "Description":
                string said = _fields.GetValueOrDefault("Description", string.Empty);
                _fields["Description"] = said.Length == 0 ? text : $"{said} {text}";
                break;

            default:
                break;
        }
    }

    // Once a release's own support has ended, its extended maintenance says how the package stands.
    private bool Counts(UbuntuState state) =>
        state.IsAffected
        && !(
            state is { Status: AffectedStatus.EndOfLife, Stream: "" }
            && _states.Exists(other =>
                other.Release == state.Release
                && other.Package == state.Package
                && other.Stream.StartsWith("-esm", StringComparison.Ordinal)
                && other.Word != "DNE"));

    private AffectedPackage ToAffected(UbuntuState state)
    {
        string? priority =
            _fields.GetValueOrDefault($"Priority_{state.Package}_{state.Codename}")
            ?? _fields.GetValueOrDefault($"Priority_{state.Package}");
        return new AffectedPackage(state.Release + state.Stream, state.Package)
        {
            Ranges = [new VersionRange(null, state.FixedVersion)],
            Status = state.Status,
            Severity = SeverityWords.Parse(Word(priority)),
        };
    }
}
