using Skep.Core;

namespace Skep.Packages.Versions;

/// <summary>The order of Go modules and of Go's own releases.</summary>
/// <remarks>
/// Modules (<see href="https://go.dev/ref/mod#versions"/>) are semantic versions with or without <c>v</c>;
/// pseudo-versions are pre-releases and <c>+incompatible</c> does not count. Toolchains (<see
/// href="https://go.dev/doc/toolchain#version"/>) are <c>go1.21rc2</c> or <c>go1.21.1</c>, also without
/// <c>go</c>, which advisories for the standard library compare with <c>1.21.0-rc.2</c>; a vendor's suffix
/// behind a space or hyphen does not count. <c>(devel)</c> is no version.
/// </remarks>
internal sealed class GoVersionOrder : IVersionOrder
{
    public string Id => "golang";

    public bool IsValid(ReadOnlySpan<char> version) => TryParse(version, out _);

    public bool TryCompare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out int order)
    {
        order = 0;
        if (!TryParse(left, out SemVerText a) || !TryParse(right, out SemVerText b))
        {
            return false;
        }

        order = DigitRun.CompareDotted(a.Core, b.Core);
        order = order != 0 ? order : ComparePreReleases(a, b);
        return true;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out SemVerText version)
    {
        if (!text.StartsWith("go"))
        {
            return SemVerText.TryParse(text, out version)
                && (!version.IsGlued || IsToolchainPreRelease(version.PreRelease));
        }

        // go1.19.1 X:boringcrypto and go1.21.3-vendor are builds of the release they name.
        int suffix = text.IndexOfAny(' ', '-');
        text = suffix < 0 ? text[2..] : text[2..suffix];
        return SemVerText.TryParse(text, out version)
            && char.IsAsciiDigit(text[0])
            && (version.PreRelease.IsEmpty || (version.IsGlued && IsToolchainPreRelease(version.PreRelease)));
    }

    private static bool IsToolchainPreRelease(ReadOnlySpan<char> text) => TrySplit(text, out _, out _);

    private static bool TrySplit(ReadOnlySpan<char> text, out ReadOnlySpan<char> word, out ReadOnlySpan<char> number)
    {
        int letters = text.IndexOfAnyInRange('0', '9');
        word = letters < 0 ? text : text[..letters];
        number = letters < 0 ? [] : text[letters..];
        return word is "rc" or "beta" && DigitRun.Length(number) == number.Length && !number.IsEmpty;
    }

    private static int ComparePreReleases(in SemVerText left, in SemVerText right)
    {
        if (!left.IsGlued && !right.IsGlued)
        {
            return SemVerText.ComparePreRelease(left.PreRelease, right.PreRelease, StringComparison.Ordinal);
        }

        // rc10 is rc.10 in semantic versions, or it would sort before rc9.
        Span<char> leftDotted = stackalloc char[VersionText.MaxLength + 1];
        Span<char> rightDotted = stackalloc char[VersionText.MaxLength + 1];
        return SemVerText.ComparePreRelease(
            Dotted(left, leftDotted), Dotted(right, rightDotted), StringComparison.Ordinal);
    }

    private static ReadOnlySpan<char> Dotted(in SemVerText version, Span<char> buffer)
    {
        if (!version.IsGlued
            || !TrySplit(version.PreRelease, out ReadOnlySpan<char> word, out ReadOnlySpan<char> number))
        {
            return version.PreRelease;
        }

        word.CopyTo(buffer);
        buffer[word.Length] = '.';
        number.CopyTo(buffer[(word.Length + 1)..]);
        return buffer[..(word.Length + 1 + number.Length)];
    }
}
