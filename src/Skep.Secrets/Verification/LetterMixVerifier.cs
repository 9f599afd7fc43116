namespace Skep.Secrets.Verification;

/// <summary>Digits, capitals and small letters together: what random text of 40 characters always has.</summary>
internal sealed class LetterMixVerifier : ISecretVerifier
{
    public string Name => "letter-mix";

    public bool Accepts(ReadOnlySpan<byte> value) =>
        value.ContainsAnyInRange((byte)'0', (byte)'9')
        && value.ContainsAnyInRange((byte)'a', (byte)'z')
        && value.ContainsAnyInRange((byte)'A', (byte)'Z');
}
