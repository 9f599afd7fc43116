namespace Skep.Secrets.Verification;

/// <summary>Every verification a rule can ask for.</summary>
internal static class SecretVerifiers
{
    public static IReadOnlyList<ISecretVerifier> All { get; } =
    [
        new Base64Verifier(),
        new Crc62Verifier(),
        new CryptVerifier(),
        new DigitVerifier(),
        new JwtVerifier(),
        new LetterMixVerifier(),
        new LuhnVerifier(),
        new PemVerifier("pem-encrypted", isEncrypted: true),
        new PemVerifier("pem-plain", isEncrypted: false),
        new WrappedJwtVerifier(),
    ];

    public static ISecretVerifier? Find(string name) => All.FirstOrDefault(verifier => verifier.Name == name);
}
