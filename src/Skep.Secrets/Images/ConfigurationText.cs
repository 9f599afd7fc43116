using System.Text;
using Skep.Secrets.Matching;
using Skep.Secrets.Rules;
using Skep.Secrets.Scanning;

namespace Skep.Secrets.Images;

/// <summary>Finds what is secret in one text of a configuration: by the rules, and by names.</summary>
internal sealed class ConfigurationText(ValueFinder finder)
{
    /// <summary>Longer texts are searched up to here; a registry accepts configurations of 4 MiB.</summary>
    public const int MaxLength = 8 << 20;

    /// <summary>The secrets, in order, none of them touching.</summary>
    /// <param name="isMasking">Whether also what is hardly a secret counts.</param>
    public IReadOnlyList<TextSecret> Find(byte[] text, bool isMasking)
    {
        var found = new List<TextSecret>();
        foreach (FoundValue value in finder.Find(text) ?? [])
        {
            found.Add(new TextSecret(value.Rule, string.Empty, value.Span));
        }

        foreach (NamedSecret named in NamedSecrets.Find(text))
        {
            if (Counts(text, named.Span, isMasking))
            {
                Add(found, new TextSecret(null, named.Name, named.Span));
            }
        }

        return [.. found.OrderBy(each => each.Span.Start)];
    }

    /// <summary>The secrets of <c>NAME=value</c>, where all behind the first '=' is the value.</summary>
    public IReadOnlyList<TextSecret> FindInVariable(byte[] text, bool isMasking)
    {
        int equals = Array.IndexOf(text, (byte)'=');
        if (equals <= 0 || !NamedSecrets.IsSecretName(Encoding.UTF8.GetString(text, 0, equals)))
        {
            return Find(text, isMasking);
        }

        var whole = new ValueSpan(equals + 1, text.Length - equals - 1);
        IReadOnlyList<TextSecret> found = Find(text, isMasking);
        return found.Count > 0
            && found.Any(each => each.Rule is { IsGeneric: false }) || !Counts(text, whole, isMasking)
            ? found
            : [new TextSecret(null, Encoding.UTF8.GetString(text, 0, equals), whole)];
    }

    private static bool Counts(byte[] text, ValueSpan span, bool isMasking)
    {
        string value = Encoding.UTF8.GetString(text, span.Start, span.Length);
        return isMasking ? NamedSecrets.IsShown(value) : NamedSecrets.IsRealValue(value);
    }

    private static void Add(List<TextSecret> found, TextSecret secret)
    {
        int same = found.FindIndex(other => other.Span.Start < secret.Span.End && secret.Span.Start < other.Span.End);
        if (same < 0)
        {
            found.Add(secret);
        }
        else if (found[same].Name.Length == 0)
        {
            // The name says more than a rule that goes by names itself.
            SecretRule? rule = found[same].Rule;
            found[same] = found[same] with { Name = secret.Name, Rule = rule is { IsGeneric: true } ? null : rule };
        }
    }
}

/// <summary>A secret in a text.</summary>
/// <param name="Rule">The rule that knows it; null when only its name gives it away.</param>
/// <param name="Name">What it is assigned to; empty when unknown.</param>
internal sealed record TextSecret(SecretRule? Rule, string Name, ValueSpan Span);
