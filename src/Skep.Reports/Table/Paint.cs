using Skep.Core;

namespace Skep.Reports.Table;

/// <summary>Colours a piece of clean text, or leaves it alone.</summary>
internal sealed class Paint(bool on)
{
    public string Bold(string text) => Sgr("1", text);

    public string Dim(string text) => Sgr("2", text);

    public string Warning(string text) => Sgr("33", text);

    public string Alarm(string text) => Sgr("1;31", text);

    public string By(Severity severity, string text) => severity switch
    {
        Severity.Critical => Sgr("1;31", text),
        Severity.High => Sgr("31", text),
        Severity.Medium => Sgr("33", text),
        Severity.Low => Sgr("34", text),
        _ => Sgr("2", text),
    };

    private string Sgr(string code, string text) => on && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
