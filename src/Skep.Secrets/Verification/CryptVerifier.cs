namespace Skep.Secrets.Verification;

/// <summary>A password hash as <c>crypt(3)</c> and web servers write it.</summary>
/// <remarks>Formats: crypt(5): <c>$id$salt$hash</c>; Apache's <c>{SHA}</c>.</remarks>
internal sealed class CryptVerifier : ISecretVerifier
{
    private const int MinDigits = 16;

    public string Name => "crypt";

    // Its dollar signs would pass for a variable's.
    public bool IsProof => true;

    public bool Accepts(ReadOnlySpan<byte> value)
    {
        int hash = Math.Max(value.LastIndexOf((byte)'$'), value.LastIndexOf((byte)'}')) + 1;
        return hash > 2 && value.Length - hash >= MinDigits && value[hash..].ContainsAnyInRange((byte)'0', (byte)'9');
    }
}
