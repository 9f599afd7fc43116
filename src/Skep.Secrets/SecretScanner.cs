using System.Security.Cryptography;
using Skep.Core;
using Skep.Secrets.Images;
using Skep.Secrets.Scanning;

namespace Skep.Secrets;

/// <summary>Looks for secrets with a set of rules: in files, in configurations, and to mask them.</summary>
public sealed class SecretScanner
{
    /// <param name="salt">
    /// Keyed into every fingerprint, so that equal values are known again and nobody else can try out values. At least
    /// 16 random bytes that are kept as long as results are compared.
    /// </param>
    public SecretScanner(SecretRules rules, byte[] salt)
    {
        var scan = new ValueFinder(rules.Compiled);
        var writer = new SightingMaker(salt);
        string salted = Convert.ToHexStringLower(HMACSHA256.HashData(salt, "skep secrets"u8))[..8];
        string variant = rules.Variant.Length == 0 ? salted : $"{rules.Variant}-{salted}";
        Inspector = new SecretsInspector(rules.Compiled, scan, writer, variant);
        Mask = new SecretMask(scan);
        Check = new SecretsCheck(scan, writer);
    }

    /// <summary>Files of layers.</summary>
    public IStreamInspector Inspector { get; }

    /// <summary>Configurations of images.</summary>
    public IImageCheck Check { get; }

    /// <summary>Takes secrets out of what is shown.</summary>
    public SecretMask Mask { get; }
}
