using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Skep.Core;
using Skep.Testing;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Cli.Tests;

/// <summary>The templates in deploy/ci are what we would let run in our own pipelines.</summary>
public sealed partial class CiTemplateTests
{
    private static readonly string[] Extensions = [".yml", ".yaml", ".sh", ".groovy", string.Empty];

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Folder(), "*", SearchOption.AllDirectories)
            .Where(file => Extensions.Contains(Path.GetExtension(file)))
            .Select(file => Path.GetRelativePath(Folder(), file))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Template_is_pinned_and_passes_nothing_secret_or_foreign_into_a_shell(string file)
    {
        string text = File.ReadAllText(Path.Combine(Folder(), file));

        Assert.DoesNotMatch(MovingTag(), text);
        Assert.DoesNotMatch(PasswordFlag(), text);
        Assert.DoesNotContain("github.event", text, StringComparison.Ordinal);
        Assert.DoesNotContain("github.head_ref", text, StringComparison.Ordinal);
        Assert.All(Uses().Matches(text), uses => Assert.Matches(PinnedAction(), uses.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Yaml_is_understood_and_its_scripts_hold_no_expressions(string file)
    {
        if (!Path.GetExtension(file).StartsWith(".y", StringComparison.Ordinal))
        {
            return;
        }

        var problems = new List<Problem>();
        YamlNode? root = SafeYaml.Load(file, File.ReadAllText(Path.Combine(Folder(), file)), problems);
        Assert.Empty(problems);
        foreach (string script in Scripts(root!))
        {
            Assert.DoesNotContain("${{", script, StringComparison.Ordinal);
            Assert.DoesNotContain("$(params.", script, StringComparison.Ordinal);
            Assert.Empty(ShellCheck(script));
        }
    }

    [Fact]
    public void Script_is_clean_to_shellcheck() =>
        Assert.Empty(ShellCheck(File.ReadAllText(Path.Combine(Folder(), "skep-scan.sh"))));

    private static IEnumerable<string> Scripts(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(pair =>
            SafeYaml.Text(pair.Key) is "run" or "script" && SafeYaml.Texts(pair.Value) is { } lines
                ? [string.Join('\n', lines)]
                : Scripts(pair.Value)),
        YamlSequenceNode list => list.Children.SelectMany(Scripts),
        _ => [],
    };

    private static string ShellCheck(string script)
    {
        var start = new ProcessStartInfo("shellcheck", ["--shell=sh", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Write(script);
            process.StandardInput.Close();
            string output = process.StandardOutput.ReadToEnd();
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Absent.SkipOrFail("shellcheck is not installed");
            throw;
        }
    }

    private static string Folder([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "deploy", "ci"));

    [GeneratedRegex(@"[:@](latest|main|master)\b", RegexOptions.NonBacktracking)]
    private static partial Regex MovingTag();

    [GeneratedRegex(@"--(password|registry-token|token)[ =]", RegexOptions.NonBacktracking)]
    private static partial Regex PasswordFlag();

    [GeneratedRegex(@"uses: *(\S+)", RegexOptions.NonBacktracking)]
    private static partial Regex Uses();

    [GeneratedRegex("@[0-9a-f]{40}$", RegexOptions.NonBacktracking)]
    private static partial Regex PinnedAction();
}
