using System.Text;
using CsCheck;
using Skep.Core;
using Skep.Secrets.Tests.Rules;
using Skep.Testing;

namespace Skep.Secrets.Tests.Scanning;

public sealed class SecretsInspectorTests
{
    private static readonly string Key = ScannedFile.Real("AKIA{}QYLPMN5HHHFPZAM2");

    /// <summary>Samples of every rule on text, as one would find them in files.</summary>
    private static readonly string[] Samples =
    [
        .. Rules.RuleSources.All.Rules
            .Where(rule => rule.Matcher is not null && rule.Paths.IsEverywhere)
            .SelectMany(rule => rule.Samples.Matching)
            .Select(sample => sample.Content),
    ];

    private static readonly string[] Parts =
        [.. Samples.Where(sample => sample.Length < 200), "\n", " ", "\"", "password: ", "token="];

    [Fact]
    public void A_sighting_says_where_and_what_to_do()
    {
        Sighting seen = Assert.Single(ScannedFile.Sightings($"region = eu\nkey = {Key}\n"));

        Assert.Equal("secrets/aws/access-key", seen.Rule.Value);
        Assert.Equal("AWS access key id, 20 characters, at line 2.", seen.Message);
        Evidence place = Assert.Single(seen.Evidence);
        Assert.Equal((18, 20, 2), (place.Offset, place.Length, place.Line));
        Assert.Equal("key = AKIA…M2 (20)", place.Text);
        Assert.Equal("sed -n 2p '/srv/app/settings.conf'", seen.CheckCommand);
        Assert.Equal(32, seen.Fingerprint!.Length);
        Assert.NotEmpty(seen.Advice);
    }

    [Fact]
    public void A_value_that_stands_twice_is_one_sighting()
    {
        Sighting seen = Assert.Single(ScannedFile.Sightings($"{Key}\n# {Key}\n"));
        Assert.Equal(2, seen.Evidence.Count);
        Assert.Contains("2 times", seen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vendor_rule_wins_over_a_generic_one() =>
        Assert.Equal(["secrets/aws/access-key"], ScannedFile.Rules($"api_key = \"{Key}\""));

    [Fact]
    public void Equal_values_have_equal_fingerprints_under_one_salt_only()
    {
        byte[] content = Encoding.UTF8.GetBytes(Key);
        string first = ScannedFile.Run(content).Sightings[0].Fingerprint!;
        var other = new SecretScanner(SecretRules.BuiltIn, "another salt of 16"u8.ToArray());
        Assert.Equal(first, ScannedFile.Run(content, "etc/other").Sightings[0].Fingerprint);
        Assert.NotEqual(first, ScannedFile.Run(content, scanner: other).Sightings[0].Fingerprint);
        Assert.NotEqual(new SecretScanner(SecretRules.BuiltIn, ScannedFile.Salt).Inspector.Variant,
            other.Inspector.Variant);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UTF_16_is_read(bool isBigEndian)
    {
        var encoding = new UnicodeEncoding(isBigEndian, byteOrderMark: true);
        byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes($"Schlüssel: {Key}\r\n")];
        Assert.Equal("secrets/aws/access-key", Assert.Single(ScannedFile.Run(content).Sightings).Rule.Value);
    }

    [Fact]
    public void In_a_binary_only_strong_prefixes_count()
    {
        byte[] content = [0x7F, .. "ELF\0\0\0"u8, .. Encoding.UTF8.GetBytes($"\0{Key}\0password=h7Jk2mQz9x\0")];
        Sighting seen = Assert.Single(ScannedFile.Run(content).Sightings);
        Assert.Equal("secrets/aws/access-key", seen.Rule.Value);
        Assert.Equal(0, seen.Evidence[0].Line);
    }

    [Fact]
    public void What_packages_ship_is_excused_for_generic_rules_but_not_below_etc()
    {
        Assert.True(ScannedFile.Sightings("password=h7Jk2mQz9x", "usr/lib/x.conf")[0].IsExcusedByOwner);
        Assert.False(ScannedFile.Sightings("password=h7Jk2mQz9x", "etc/x.conf")[0].IsExcusedByOwner);
        Assert.False(ScannedFile.Sightings(Key, "usr/lib/x.conf")[0].IsExcusedByOwner);
    }

    [Fact]
    public void Compressed_files_are_not_asked_for() =>
        Assert.False(new SecretScanner(SecretRules.BuiltIn, ScannedFile.Salt).Inspector
            .Wants(LayerPath.Parse("a.gz"), [0x1F, 0x8B, 8, 0], 0, 100));

    [Fact]
    public void More_secrets_than_are_listed_is_said()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 400).Select(i => $"password{1 + (i % 2)}=h7Jk{i:x4}mQz9");
        RecordingSink sink = ScannedFile.Run(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        Assert.Equal(200, sink.Sightings.Count);
        Assert.Contains("more than 200 secrets", Assert.Single(sink.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_gives_the_same_however_it_is_cut() =>
        Gen.Select(File, Gen.Int[0, 100_000].Array[1, 4]).Sample(
            (content, cuts) => Assert.Equal(Places(content, []), Places(content, cuts)), iter: 100);

    [Fact]
    public void No_value_is_in_any_output() =>
        Gen.Int[0, Samples.Length - 1].Array[1, 4].Sample(
            numbers =>
            {
                string text = string.Join('\n', numbers.Select(i => SampleText.Expand(Samples[i])));
                AssertMasked(text);
            }, iter: 200);

    [Theory]
    [InlineData(200_000, "AKIA")]
    [InlineData(200_000, "password=")]
    [InlineData(100_000, "authorization: bearer ")]
    [InlineData(100_000, "-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData(100_000, "https://a:")]
    public void Absurd_files_end(int length, string unit)
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, length / unit.Length)));
        Assert.InRange(ScannedFile.Run(content).Sightings.Count, 0, 200);
    }

    private static Gen<byte[]> File => Gen.OneOf(
            Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]),
            Gen.String[Gen.Char[' ', '~'], 0, 300],
            Gen.Const(new string('=', 700)))
        .Array[1, 60]
        .Select(parts => Encoding.Latin1.GetBytes(string.Join('\n', parts)));

    private static List<string> Places(byte[] content, int[] cuts)
    {
        IStreamInspector inspector = ScannedFile.BuiltIn.Inspector;
        var path = LayerPath.Parse("srv/file");
        var sink = new RecordingSink(path, inspector.Id);
        int[] bounds = [0, .. cuts.Select(cut => cut % (content.Length + 1)).Order(), content.Length];
        for (int i = 0; i + 1 < bounds.Length; i++)
        {
            int from = Math.Max(0, bounds[i] - FilePiece.Context);
            int to = Math.Min(content.Length, bounds[i + 1] + FilePiece.LookAhead);
            var piece = new FilePiece(path, content.AsSpan(from, to - from), bounds[i] - from, bounds[i + 1] - from)
            {
                Offset = from,
                FileSize = content.Length,
            };
            if (bounds[i] < bounds[i + 1])
            {
                inspector.Inspect(piece, sink);
            }
        }

        return
        [
            .. sink.Sightings
                .SelectMany(seen => seen.Evidence.Select(place => $"{place.Offset} {seen.Fingerprint} {place.Text}"))
                .Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal),
        ];
    }

    private static void AssertMasked(string text)
    {
        byte[] content = Encoding.Latin1.GetBytes(text);
        foreach (Sighting seen in ScannedFile.Run(content).Sightings)
        {
            string shown = string.Join('\n', [seen.Message, seen.Subject, seen.Advice, seen.CheckCommand,
                .. seen.Evidence.Select(e => e.Text)]);
            foreach (Evidence place in seen.Evidence)
            {
                string value = Encoding.Latin1.GetString(content, (int)place.Offset, place.Length);
                Assert.DoesNotContain(value, shown, StringComparison.Ordinal);
                Assert.True(value.Length < 12 || !shown.Contains(value[2..^4], StringComparison.Ordinal), shown);
            }
        }
    }
}
