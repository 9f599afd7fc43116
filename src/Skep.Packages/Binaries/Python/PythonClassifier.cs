using System.Text;

namespace Skep.Packages.Binaries.Python;

/// <summary>The Python interpreter and its library.</summary>
/// <remarks>
/// The full version stands alone between zeros, among those of the libraries in the program; the series in the file's
/// name tells which one it is.
/// </remarks>
internal sealed class PythonClassifier : IBinaryClassifier
{
    private static readonly VersionShape Series = VersionShape.Parse("n.n");

    public BinaryProduct Product { get; } = new("python", "python:python");

    public IReadOnlyList<string> Files { get; } = ["**/bin/python*", "**/libpython*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("\0<3.n.na>\0", "\0<2.7.na>\0");

    public string? FindVersion(BinaryFile file)
    {
        ReadOnlySpan<char> name = file.Path.Name;
        byte[] behind = Encoding.UTF8.GetBytes(name[(name.IndexOf("python") + "python".Length)..].ToString());

        // Series matches what 3.11.so goes on with, unless that is one more number.
        int length = Series.Match(behind);
        return length > 0
            ? file.First(VersionPattern.Parse($"\0<{Encoding.UTF8.GetString(behind, 0, length)}.na>\0"))
            : file.First(Marks);
    }
}
