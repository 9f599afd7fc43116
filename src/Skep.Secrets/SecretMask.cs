using System.Text;
using Skep.Core;
using Skep.Secrets.Images;
using Skep.Secrets.Scanning;

namespace Skep.Secrets;

/// <summary>Takes secrets out of what is shown of an image: its configuration, its instructions.</summary>
/// <remarks>
/// Masks more than is reported: a value of a variable called <c>PASSWORD</c> is never shown, secret or not. What is
/// masked keeps at most four leading and two trailing characters and its length.
/// </remarks>
public sealed class SecretMask
{
    private readonly ConfigurationText _texts;

    internal SecretMask(ValueFinder finder) => _texts = new ConfigurationText(finder);

    /// <summary>The text with every secret in it masked.</summary>
    public string Mask(string text) => Apply(text, isVariable: false);

    /// <summary>The configuration with every secret in it masked.</summary>
    public ImageConfiguration Mask(ImageConfiguration configuration) => configuration with
    {
        Environment = [.. configuration.Environment.Select(variable => Apply(variable, isVariable: true))],
        Entrypoint = Words(configuration.Entrypoint),
        Command = Words(configuration.Command),
        OnBuild = [.. configuration.OnBuild.Select(Mask)],
        HealthCheck = Words(configuration.HealthCheck),
        Author = Mask(configuration.Author),
        Labels = Pairs(configuration.Labels),
        Annotations = Pairs(configuration.Annotations),
        History =
        [
            .. configuration.History.Select(entry => entry with
            {
                Instruction = Mask(entry.Instruction),
                Arguments = [.. entry.Arguments.Select(argument => Apply(argument, isVariable: true))],
            }),
        ],
    };

    private string Apply(string text, bool isVariable)
    {
        if (text.Length == 0)
        {
            return text;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        IReadOnlyList<TextSecret> secrets = isVariable
            ? _texts.FindInVariable(bytes, isMasking: true)
            : _texts.Find(bytes, isMasking: true);
        if (secrets.Count == 0)
        {
            return text;
        }

        var masked = new StringBuilder();
        int at = 0;
        foreach (TextSecret secret in secrets)
        {
            masked.Append(Encoding.UTF8.GetString(bytes, at, secret.Span.Start - at));
            masked.Append(MaskedValue.Of(bytes.AsSpan(secret.Span.Start, secret.Span.Length)));
            at = secret.Span.End;
        }

        string shown = masked.Append(Encoding.UTF8.GetString(bytes, at, bytes.Length - at)).ToString();
        return secrets.Select(secret => Encoding.UTF8.GetString(bytes, secret.Span.Start, secret.Span.Length))
            .Where(value => value.Length >= MinRepeated)
            .Aggregate(shown, (line, value) => line.Replace(value, "…", StringComparison.Ordinal));
    }

    /// <summary>Shorter values are parts of other words.</summary>
    private const int MinRepeated = 6;

    // "--password", "value": the name is one word, the value the next.
    private string[] Words(IReadOnlyList<string> words)
    {
        var masked = new string[words.Count];
        for (int i = 0; i < masked.Length; i++)
        {
            bool isNamed = i > 0 && words[i - 1].StartsWith('-')
                && NamedSecrets.IsSecretName(words[i - 1].TrimStart('-'));
            masked[i] = isNamed && NamedSecrets.IsShown(words[i])
                ? MaskedValue.Of(Encoding.UTF8.GetBytes(words[i]))
                : Mask(words[i]);
        }

        return masked;
    }

    private Dictionary<string, string> Pairs(IReadOnlyDictionary<string, string> pairs) => pairs.ToDictionary(
        pair => pair.Key,
        pair => Apply($"{pair.Key}={pair.Value}", isVariable: true) is var masked
            && masked.StartsWith(pair.Key + "=", StringComparison.Ordinal)
            ? masked[(pair.Key.Length + 1)..]
            : "…",
        StringComparer.Ordinal);
}
