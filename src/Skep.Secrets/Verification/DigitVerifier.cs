namespace Skep.Secrets.Verification;

/// <summary>A digit at least: letters alone are a word or the name of a variable.</summary>
internal sealed class DigitVerifier : ISecretVerifier
{
    public string Name => "digit";

    public bool Accepts(ReadOnlySpan<byte> value) => value.ContainsAnyInRange((byte)'0', (byte)'9');
}
