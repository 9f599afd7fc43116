using System.Text;

namespace Skep.Reports.Html;

/// <summary>The files of the page, which are part of the assembly.</summary>
internal static class PageResource
{
    public static string Read(string name)
    {
        using Stream stream = typeof(PageResource).Assembly.GetManifestResourceStream("Skep.Reports.Html." + name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
