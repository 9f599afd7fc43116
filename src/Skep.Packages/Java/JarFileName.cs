namespace Skep.Packages.Java;

/// <summary>What a jar's file name tells: <c>commons-io-2.6.jar</c> is artifact commons-io in version 2.6.</summary>
/// <remarks>A convention, not a rule: used only where the jar itself says nothing.</remarks>
internal readonly record struct JarFileName(string Artifact, string? Version, string? Classifier)
{
    // Words that belong to a version although they are no digits: 1.0-beta-2, 28.1-jre, 5.0.0.Final.
    private static readonly HashSet<string> Qualifiers = new(StringComparer.OrdinalIgnoreCase)
    {
        "alpha", "a", "beta", "b", "m", "milestone", "rc", "cr", "pre", "preview", "ea", "snapshot", "final", "ga",
        "release", "sp", "jre", "jdk", "android", "incubating", "build", "java", "redhat", "patch", "p", "r", "v",
    };

    // Artifacts beside the main one, for people and tools: they hold no code that runs.
    private static readonly string[] Classifiers = ["sources", "javadoc", "tests", "test-sources"];

    public static JarFileName Parse(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> name = path[(path.LastIndexOfAny('/', '!') + 1)..];
        int dot = name.LastIndexOf('.');
        string stem = (dot > 0 ? name[..dot] : name).ToString();
        string? classifier = Classifiers.FirstOrDefault(c => stem.EndsWith("-" + c, StringComparison.Ordinal));
        stem = classifier is null ? stem : stem[..^(classifier.Length + 1)];

        int at = VersionStart(stem);
        return at < 0
            ? new JarFileName(stem, null, classifier)
            : new JarFileName(stem[..at], stem[(at + 1)..], classifier);
    }

    // The first "-digit" behind which no word follows that starts a new part of the name: log4j-1.2-api-2.17.1.
    private static int VersionStart(string stem)
    {
        for (int at = stem.IndexOf('-'); at > 0; at = stem.IndexOf('-', at + 1))
        {
            if (at + 1 < stem.Length && char.IsAsciiDigit(stem[at + 1]) && IsVersion(stem.AsSpan(at + 1)))
            {
                return at;
            }
        }

        // OSGi's habit: org.eclipse.osgi_3.7.2.v20120110. Two dots tell it from Scala's artifact_2.12.
        int underscore = stem.LastIndexOf('_');
        return underscore > 0 && underscore + 1 < stem.Length && char.IsAsciiDigit(stem[underscore + 1])
            && stem.AsSpan(underscore).Count('.') >= 2
                ? underscore
                : -1;
    }

    private static bool IsVersion(ReadOnlySpan<char> text)
    {
        bool afterWord = false;
        foreach (Range range in text.Split('-'))
        {
            ReadOnlySpan<char> part = text[range];
            if (part.IsEmpty || (afterWord && char.IsAsciiDigit(part[0])))
            {
                return false;
            }

            ReadOnlySpan<char> letters = part.TrimEnd("0123456789.");
            afterWord = !char.IsAsciiDigit(part[0])
                && !Qualifiers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(letters);
        }

        return true;
    }
}
