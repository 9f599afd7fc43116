namespace Skep.Images.Sources.Registry;

/// <summary>How to prove who asks. Never printed: <see cref="ToString"/> hides it.</summary>
internal abstract record RegistryCredential
{
    private RegistryCredential()
    {
    }

    /// <summary>The texts that must not appear in any message.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    public sealed override string ToString() => GetType().Name;

    internal sealed record Password(string Username, string Value) : RegistryCredential
    {
        public override IReadOnlyList<string> Secrets =>
            [Value, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Username}:{Value}"))];
    }

    /// <summary>A refresh token that is exchanged for access tokens.</summary>
    internal sealed record IdentityToken(string Value) : RegistryCredential
    {
        public override IReadOnlyList<string> Secrets => [Value];
    }

    /// <summary>An access token that is sent as it is.</summary>
    internal sealed record BearerToken(string Value) : RegistryCredential
    {
        public override IReadOnlyList<string> Secrets => [Value];
    }
}
