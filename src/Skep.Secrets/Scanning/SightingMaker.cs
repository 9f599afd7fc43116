using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skep.Core;
using Skep.Secrets.Matching;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Scanning;

/// <summary>Makes a sighting of a secret without telling the secret.</summary>
internal sealed class SightingMaker(byte[] salt)
{
    private const int FingerprintBytes = 16;

    /// <summary>Equal for equal values, whatever rule found them and however they are broken into lines.</summary>
    public string Fingerprint(ReadOnlySpan<byte> value, bool isKeyBlock)
    {
        byte[] normal = isKeyBlock ? Encoding.ASCII.GetBytes(PemBody.Normalise(value)) : value.ToArray();
        byte[] hash = HMACSHA256.HashData(salt, normal);
        CryptographicOperations.ZeroMemory(normal);
        return Convert.ToHexStringLower(hash.AsSpan(0, FingerprintBytes));
    }

    public Sighting Make(SecretRule rule, ReadOnlySpan<byte> value) =>
        new(Scanner.Secret, rule.Id, rule.Severity, rule.Title)
        {
            Fingerprint = Fingerprint(value, rule.Pattern?.Kind == MatcherKind.Pem),
            Advice = rule.Advice,
            References = rule.References,
        };

    /// <summary>A value of a file, at all the places where the file has it.</summary>
    /// <param name="isExcused">Whether a package that owns the file vouches for it.</param>
    public Sighting Make(
        SecretRule rule, ReadOnlySpan<byte> value, string path, IReadOnlyList<Evidence> places, int count,
            bool isExcused) =>
        Make(rule, value) with
        {
            Severity = rule.IsExcusedByOwner && rule.Severity > Severity.Low && PublishedFiles.Holds(path)
                ? Severity.Low : rule.Severity,
            Message = Message(rule, value.Length, places[0], count),
            Evidence = places,
            CheckCommand = Command(path, places[0]),
            IsExcusedByOwner = isExcused,
        };

    /// <summary>A command that shows the place in a container.</summary>
    public static string Command(string path, Evidence place)
    {
        string quoted = $"'/{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        return place.Line > 0
            ? string.Create(CultureInfo.InvariantCulture, $"sed -n {place.Line}p {quoted}")
            : string.Create(CultureInfo.InvariantCulture,
                $"tail -c +{place.Offset + 1} {quoted} | head -c {place.Length}");
    }

    private static string Message(SecretRule rule, int length, Evidence first, int count)
    {
        string where = first.Line > 0
            ? string.Create(CultureInfo.InvariantCulture, $"line {first.Line}")
            : string.Create(CultureInfo.InvariantCulture, $"byte {first.Offset}");
        string often = count > 1
            ? string.Create(CultureInfo.InvariantCulture, $", {count} times in the file") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{rule.Title}, {length} characters, at {where}{often}.");
    }
}
