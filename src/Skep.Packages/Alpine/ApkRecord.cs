using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Skep.Packages.Distributions;

namespace Skep.Packages.Alpine;

/// <summary>One package's record in apk's database, filled line by line.</summary>
internal sealed class ApkRecord
{
    private string _directory = string.Empty;
    private string _file = string.Empty;

    public string? Name { get; private set; }

    public string? Version { get; private set; }

    public string? Architecture { get; private set; }

    public string? Origin { get; private set; }

    public string? License { get; private set; }

    public OwnedPathList Files { get; } = new();

    /// <summary>What its programs hash to: <c>Z:Q1</c> and a SHA-1 in Base64, for files and links alike.</summary>
    public ClaimedDigestList Digests { get; } = new("sha1");

    /// <summary>Whether no line was read at all.</summary>
    public bool IsEmpty { get; private set; } = true;

    public void Read(ReadOnlySpan<byte> line)
    {
        IsEmpty = false;
        if (line.Length < 2 || line[1] != (byte)':')
        {
            return;
        }

        ReadOnlySpan<byte> value = line[2..];
        switch ((char)line[0])
        {
            case 'P':
                Name = DatabaseReport.Text(value);
                break;
            case 'V':
                Version = DatabaseReport.Text(value);
                break;
            case 'A':
                Architecture = DatabaseReport.Text(value);
                break;
            case 'o':
                Origin = DatabaseReport.Text(value);
                break;
            case 'L':
                License = DatabaseReport.Text(value);
                break;
            case 'F':
                _directory = value.IsEmpty ? string.Empty : OwnedPathList.Text(value) + "/";
                _file = string.Empty;
                break;
            case 'R':
                Files.Add(_directory, value);
                _file = ClaimedDigestList.Wants(_directory, value) ? OwnedPathList.Text(value) : string.Empty;
                break;
            case 'Z' when _file.Length > 0 && value.StartsWith("Q1"u8):
                Claim(value[2..]);
                break;
        }
    }

    private void Claim(ReadOnlySpan<byte> base64)
    {
        Span<byte> digest = stackalloc byte[32];
        if (Base64.DecodeFromUtf8(base64, digest, out _, out int length) == OperationStatus.Done)
        {
            Digests.Add(_directory, Encoding.UTF8.GetBytes(_file), digest[..length]);
        }
    }
}
