using System.Diagnostics.CodeAnalysis;

namespace Skep.Core;

/// <summary>The content address of a blob: <c>sha256:</c> or <c>sha512:</c> and lower-case hexadecimal.</summary>
/// <remarks>
/// Format: <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests"/>. Only the two
/// registered algorithms are accepted, so a digest can always be verified and is safe to use in a file name.
/// </remarks>
public readonly record struct Digest
{
    private const int Sha256Length = 64;
    private const int Sha512Length = 128;

    private readonly string? _text;

    private Digest(string text) => _text = text;

    /// <summary><c>sha256</c> or <c>sha512</c>.</summary>
    public string Algorithm => Text[..Text.IndexOf(':')];

    /// <summary>The hexadecimal part, lower case.</summary>
    public string Hex => Text[(Text.IndexOf(':') + 1)..];

    public bool IsEmpty => _text is null;

    private string Text => _text ?? "sha256:";

    public static Digest Sha256(ReadOnlySpan<byte> hash) => new("sha256:" + Convert.ToHexStringLower(hash));

    public static Digest Sha512(ReadOnlySpan<byte> hash) => new("sha512:" + Convert.ToHexStringLower(hash));

    public static Digest Parse(string text) =>
        TryParse(text, out Digest digest)
            ? digest
            : throw new SkepException(ErrorKind.Invalid, $"not a digest: '{text}'", "expected sha256:<64 hex digits>");

    public static bool TryParse([NotNullWhen(true)] string? text, out Digest digest)
    {
        digest = default;
        int colon = text?.IndexOf(':') ?? -1;
        if (colon < 0)
        {
            return false;
        }

        ReadOnlySpan<char> hex = text.AsSpan(colon + 1);
        bool known = text.AsSpan(0, colon) switch
        {
            "sha256" => hex.Length == Sha256Length,
            "sha512" => hex.Length == Sha512Length,
            _ => false,
        };
        if (!known || hex.ContainsAnyExcept("0123456789abcdef"))
        {
            return false;
        }

        digest = new Digest(text!);
        return true;
    }

    public override string ToString() => Text;
}
