namespace Skep.Advisories.Scoring;

/// <summary>The metrics of a CVSS vector by their short names.</summary>
internal readonly struct CvssMetrics
{
    private readonly Dictionary<string, char> _values = new(StringComparer.Ordinal);

    public CvssMetrics(string body)
    {
        foreach (string metric in body.Split('/'))
        {
            int colon = metric.IndexOf(':');
            if (colon > 0 && colon == metric.Length - 2)
            {
                _values[metric[..colon]] = metric[^1];
            }
        }
    }

    /// <summary>The metric's value; NUL when it is absent or longer than a letter.</summary>
    public char this[string name] => _values.GetValueOrDefault(name);

    /// <summary>The weight of the metric's value; not a number when it has none of them.</summary>
    public double Value(string name, params ReadOnlySpan<(char Letter, double Weight)> weights)
    {
        char letter = this[name];
        foreach ((char candidate, double weight) in weights)
        {
            if (candidate == letter)
            {
                return weight;
            }
        }

        return double.NaN;
    }
}
