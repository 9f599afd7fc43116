using System.Text;
using Skep.Core;

namespace Skep.Packages.Python;

/// <summary>The headers of a distribution's core metadata.</summary>
/// <remarks>Format: <see href="https://packaging.python.org/en/latest/specifications/core-metadata/"/>.</remarks>
internal sealed class PythonMetadata
{
    private const string LicenseClassifier = "License :: ";
    private const int MaxLicenses = 16;

    // Longer values are licence texts, which some put into the field that names it.
    private const int MaxLicenseLength = 100;

    private readonly List<string> _classified = [];
    private string? _expression;
    private string? _license;

    public string? Name { get; private set; }

    public string? Version { get; private set; }

    /// <summary>The first that is given: SPDX expression, short text, classifiers.</summary>
    public IReadOnlyList<string> Licenses =>
        _expression is not null ? [_expression] : _license is not null ? [_license] : _classified;

    public static PythonMetadata Read(LineEnumerator lines)
    {
        var metadata = new PythonMetadata();
        foreach (ReadOnlySpan<byte> line in lines)
        {
            // The body, a README of any length, follows the first empty line.
            if (line.IsEmpty)
            {
                break;
            }

            int colon = line.IndexOf((byte)':');
            if (colon > 0 && line[0] is not ((byte)' ' or (byte)'\t'))
            {
                metadata.Take(line[..colon], line[(colon + 1)..]);
            }
        }

        return metadata;
    }

    private void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (Ascii.EqualsIgnoreCase(key, "Name"u8))
        {
            Name ??= Text(value);
        }
        else if (Ascii.EqualsIgnoreCase(key, "Version"u8))
        {
            Version ??= Text(value);
        }
        else if (Ascii.EqualsIgnoreCase(key, "License-Expression"u8))
        {
            _expression ??= Text(value);
        }
        else if (Ascii.EqualsIgnoreCase(key, "License"u8))
        {
            _license ??= Text(value) is { Length: <= MaxLicenseLength } text and not "UNKNOWN" ? text : null;
        }
        else if (Ascii.EqualsIgnoreCase(key, "Classifier"u8) && _classified.Count < MaxLicenses)
        {
            TakeClassifier(Text(value));
        }
    }

    // "License :: OSI Approved :: MIT License": the last part is the licence.
    private void TakeClassifier(string? classifier)
    {
        if (classifier?.StartsWith(LicenseClassifier, StringComparison.Ordinal) == true)
        {
            string license = classifier[(classifier.LastIndexOf(":: ", StringComparison.Ordinal) + 3)..];
            if (license is not "OSI Approved")
            {
                _classified.Add(license);
            }
        }
    }

    private static string? Text(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> trimmed = value.Trim(" \t"u8);
        return trimmed.IsEmpty ? null : Encoding.UTF8.GetString(trimmed);
    }
}
