using System.Runtime.Versioning;
using Skep.Core;
using Skep.Testing;

namespace Skep.Engine.Tests;

public sealed class FingerprintSaltTests
{
    [Fact]
    [SupportedOSPlatform("linux")]
    public void An_installation_keeps_its_salt_for_its_owner_only()
    {
        using var folder = new TemporaryDirectory();

        byte[] salt = FingerprintSalt.Of(folder.Path, given: null);

        Assert.Equal(salt, FingerprintSalt.Of(folder.Path, given: null));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "salt")));
        using var other = new TemporaryDirectory();
        Assert.NotEqual(salt, FingerprintSalt.Of(other.Path, given: null));
    }

    [Fact]
    public async Task Processes_that_start_at_once_agree()
    {
        using var folder = new TemporaryDirectory();

        byte[][] salts = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(_ => Task.Run(() => FingerprintSalt.Of(folder.Path, given: null))));

        Assert.All(salts, salt => Assert.Equal(FingerprintSalt.Of(folder.Path, given: null), salt));
    }

    [Fact]
    public void A_given_salt_holds_on_every_machine_and_may_not_be_short()
    {
        Assert.Equal(
            FingerprintSalt.Of("/nonexistent/a", "sixteen characters"), FingerprintSalt.Of("/b", "sixteen characters"));
        Assert.Equal(
            ErrorKind.Invalid, Assert.Throws<SkepException>(() => FingerprintSalt.Of("/a", "short")).Kind);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_still_gives_a_salt() =>
        Assert.Equal(32, FingerprintSalt.Of("/proc/nothing", given: null).Length);
}
