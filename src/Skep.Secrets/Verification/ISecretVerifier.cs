namespace Skep.Secrets.Verification;

/// <summary>Tells real values from text of the same shape: by a check sum, by what they decode to.</summary>
internal interface ISecretVerifier
{
    /// <summary>What rules call it.</summary>
    string Name { get; }

    /// <summary>Whether passing it proves a value: no example or placeholder does.</summary>
    bool IsProof => false;

    /// <summary>Whether the value can be a real one.</summary>
    /// <param name="value">As it stands in the file, without quotes; a key block with its headers.</param>
    bool Accepts(ReadOnlySpan<byte> value);
}
