using Skep.Core;

namespace Skep.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Passed = 0;

    /// <summary>The policy is broken; <c>--exit-code</c> replaces it.</summary>
    public const int PolicyFailed = 1;

    public const int Usage = 2;

    /// <summary>Nothing may be concluded: never to be taken for clean.</summary>
    public const int CouldNotJudge = 3;

    /// <summary>128 and SIGINT.</summary>
    public const int Interrupted = 130;

    public static int Of(ErrorKind kind) => kind is ErrorKind.Invalid or ErrorKind.NotFound ? Usage : CouldNotJudge;
}
