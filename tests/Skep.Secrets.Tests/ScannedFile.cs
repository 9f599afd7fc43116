using System.Text;
using Skep.Core;
using Skep.Testing;

namespace Skep.Secrets.Tests;

/// <summary>One file put before the inspector of a scanner.</summary>
internal static class ScannedFile
{
    public static readonly byte[] Salt = "sixteen bytes of salt"u8.ToArray();

    public static readonly SecretScanner BuiltIn = new(SecretRules.BuiltIn, Salt);

    public static IReadOnlyList<Sighting> Sightings(string text, string path = "srv/app/settings.conf") =>
        Run(Encoding.UTF8.GetBytes(text), path).Sightings;

    public static IEnumerable<string> Rules(string text, string path = "srv/app/settings.conf") =>
        Sightings(text, path).Select(sighting => sighting.Rule.Value);

    public static RecordingSink Run(byte[] content, string path = "srv/app/settings.conf",
        SecretScanner? scanner = null)
    {
        IStreamInspector inspector = (scanner ?? BuiltIn).Inspector;
        var at = LayerPath.Parse(path);
        var sink = new RecordingSink(at, inspector.Id);
        if (inspector.Wants(at, content.AsSpan(0, Math.Min(64, content.Length)), FileView.DefaultMode, content.Length))
        {
            inspector.Inspect(new FilePiece(at, content, 0, content.Length), sink);
        }

        return sink;
    }

    /// <summary>Without what keeps scanners from taking this source for a leak.</summary>
    public static string Real(string text) => text.Replace("{}", string.Empty, StringComparison.Ordinal);
}
