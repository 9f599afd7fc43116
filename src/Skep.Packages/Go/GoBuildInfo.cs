namespace Skep.Packages.Go;

/// <summary>What the Go linker writes into every program: the toolchain's version and the modules it was built
/// from.</summary>
/// <param name="Toolchain"><c>go1.22.3</c>, possibly with experiments behind it: <c>go1.19.4
/// X:boringcrypto</c>.</param>
/// <param name="Modules">The text that <c>go version -m</c> prints; empty for a build without modules.</param>
internal sealed record GoBuildInfo(string Toolchain, string Modules)
{
    /// <summary>The toolchain as a release: <c>go1.22.3</c>; a development build gives <c>go1.23-abcdef</c> or
    /// <c>devel</c>.</summary>
    public string Release
    {
        get
        {
            ReadOnlySpan<char> text = Toolchain.AsSpan().Trim();
            if (text.StartsWith("devel go"))
            {
                text = text["devel ".Length..];
            }

            // "go1.25.4-X:nodwarf5" since Go 1.25, "go1.19.4 X:boringcrypto" before.
            int end = text.IndexOf(' ');
            text = end < 0 ? text : text[..end];
            int experiments = text.IndexOf("-X:");
            return (experiments < 0 ? text : text[..experiments]).ToString();
        }
    }
}
