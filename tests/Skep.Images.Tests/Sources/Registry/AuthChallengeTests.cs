using System.Net;
using Skep.Images.Sources.Registry;

namespace Skep.Images.Tests.Sources.Registry;

public sealed class AuthChallengeTests
{
    [Fact]
    public void Quoted_commas_and_escapes_stay_in_their_value()
    {
        AuthChallenge challenge = Assert.Single(AuthChallenge.Parse(
            "Bearer realm=\"https://auth/token\",service=reg,scope=\"repository:a/b:pull,push\",e=\"a \\\"b\\\"\""));

        Assert.True(challenge.IsBearer);
        Assert.Equal("https://auth/token", challenge.Parameters["realm"]);
        Assert.Equal("reg", challenge.Parameters["service"]);
        Assert.Equal("repository:a/b:pull,push", challenge.Parameters["scope"]);
        Assert.Equal("a \"b\"", challenge.Parameters["e"]);
    }

    [Fact]
    public void Several_challenges_may_stand_in_one_line()
    {
        IReadOnlyList<AuthChallenge> challenges = AuthChallenge.Parse(
            "Negotiate, Basic realm=\"x\", Bearer realm=\"y\", service=\"z\"");

        Assert.Equal(["Negotiate", "Basic", "Bearer"], challenges.Select(challenge => challenge.Scheme));
        Assert.Equal("z", challenges[2].Parameters["service"]);
    }

    [Fact]
    public void Whatever_stands_there_is_survived() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.String[CsCheck.Gen.Char["aB=\",\\ \t"], 0, 30], text => AuthChallenge.Parse(text).Count >= 0);

    [Theory]
    [InlineData("8.8.8.8", "Public")]
    [InlineData("10.1.2.3", "Private")]
    [InlineData("172.31.0.1", "Private")]
    [InlineData("172.32.0.1", "Public")]
    [InlineData("::ffff:192.168.0.1", "Private")]
    [InlineData("fd00::1", "Private")]
    [InlineData("127.9.9.9", "Loopback")]
    [InlineData("::1", "Loopback")]
    [InlineData("0.0.0.0", "Loopback")]
    [InlineData("169.254.169.254", "LinkLocal")]
    [InlineData("fe80::1", "LinkLocal")]
    public void Addresses_are_known_by_their_reach(string address, string reach) =>
        Assert.Equal(reach, NetworkReaches.Of(IPAddress.Parse(address)).ToString());

    [Fact]
    public void Waits_double_with_jitter_and_never_fall_below_what_the_server_asks()
    {
        var policy = new RetryPolicy(new ImageSourceOptions { RetryDelay = TimeSpan.FromSeconds(1) });

        Assert.Equal(TimeSpan.FromSeconds(0.5), policy.DelayFor(0, null, 0));
        Assert.Equal(TimeSpan.FromSeconds(1), policy.DelayFor(0, null, 1));
        Assert.Equal(TimeSpan.FromSeconds(8), policy.DelayFor(3, null, 1));
        Assert.Equal(TimeSpan.FromSeconds(60), policy.DelayFor(30, null, 1));
        Assert.Equal(TimeSpan.FromSeconds(7), policy.DelayFor(0, TimeSpan.FromSeconds(7), 1));
    }
}
