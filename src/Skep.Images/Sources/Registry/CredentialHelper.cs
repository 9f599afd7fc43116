using System.ComponentModel;
using System.Diagnostics;
using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Registry;

/// <summary>Asks a credential helper program, such as <c>docker-credential-ecr-login</c>, for a login.</summary>
/// <remarks>Protocol: <see href="https://github.com/docker/docker-credential-helpers#development"/>. No shell is
/// involved.</remarks>
internal static class CredentialHelper
{
    private static readonly ByteSize _maxAnswer = ByteSize.Kibibytes(64);

    // Cloud helpers ask a metadata server first; nobody waits for a keychain prompt longer than this.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <returns>Null when the helper knows no login for <paramref name="server"/>.</returns>
    public static async ValueTask<RegistryCredential?> GetAsync(
        string helper,
        string server,
        CancellationToken cancellationToken)
    {
        if (helper.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."))
        {
            throw new SkepException(ErrorKind.Invalid, $"not the name of a credential helper: '{helper}'");
        }

        string program = $"docker-credential-{helper}";
        using Process process = Start(program);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            await process.StandardInput.WriteAsync(server.AsMemory(), patience.Token);
            process.StandardInput.Close();
            byte[] answer = await Documents.ReadAsync(
                process.StandardOutput.BaseStream, program, _maxAnswer, patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0 ? Read(answer, program) : Refused(answer, program);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SkepException(
                ErrorKind.Unavailable, $"{program} did not answer within {_patience.TotalSeconds:0} s");
        }
        catch (IOException e)
        {
            throw new SkepException(ErrorKind.Unavailable, $"{program} ended before it was asked", inner: e);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(string program)
    {
        var start = new ProcessStartInfo(program, ["get"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new SkepException(ErrorKind.NotFound, $"credential helper {program} cannot be started", inner: e);
        }
    }

    private static RegistryCredential? Read(byte[] answer, string program)
    {
        JsonView login = JsonView.Parse(answer, $"answer of {program}");
        string secret = login.Text("Secret") ?? string.Empty;
        return login.Text("Username") switch
        {
            _ when secret.Length == 0 => null,
            "<token>" => new RegistryCredential.IdentityToken(secret),
            { } user => new RegistryCredential.Password(user, secret),
            null => null,
        };
    }

    // The one message that means "no login" rather than "broken".
    private static RegistryCredential? Refused(byte[] answer, string program) =>
        answer.AsSpan().IndexOf("credentials not found"u8) >= 0
            ? null
            : throw new SkepException(ErrorKind.Unavailable, $"credential helper {program} failed");
}
