namespace Skep.Packages.Binaries.Erlang;

/// <summary>The Erlang/OTP runtime, by the file that holds nothing but its version.</summary>
internal sealed class ErlangClassifier : IBinaryClassifier
{
    private static readonly VersionShape Shape = VersionShape.Parse("n.n[.n][.n]~");

    public BinaryProduct Product { get; } = new("erlang", "erlang:erlang/otp");

    public IReadOnlyList<string> Files { get; } = ["**/OTP_VERSION"];

    public bool IsElf => false;

    public string? FindVersion(BinaryFile file) => Shape.ReadBeginning(file.Content);
}
