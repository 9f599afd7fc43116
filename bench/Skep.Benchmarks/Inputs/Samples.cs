using System.Text;

namespace Skep.Benchmarks.Inputs;

/// <summary>Files as package managers write them, the same in every run.</summary>
internal static class Samples
{
    public static byte[] ApkInstalled(int packages) => Repeat(packages, i =>
        $"""
        C:Q1{i:x24}=
        P:package-{i}
        V:1.{i % 40}.{i % 7}-r{i % 5}
        A:x86_64
        S:12345
        I:45678
        T:Some package that does something
        U:https://example.com/package-{i}
        L:MIT AND BSD-2-Clause
        o:origin-{i / 3}
        m:Somebody <somebody@example.com>
        t:1700000000
        c:{i:x40}
        D:so:libc.musl-x86_64.so.1
        p:cmd:package-{i}=1.{i % 40}
        F:usr
        F:usr/bin
        R:package-{i}
        a:0:0:755
        Z:Q1{i:x24}=
        F:usr/lib
        R:libpackage{i}.so.1
        Z:Q1{i:x24}=


        """);

    public static byte[] DpkgStatus(int packages) => Repeat(packages, i =>
        $"""
        Package: package-{i}
        Status: install ok installed
        Priority: optional
        Section: libs
        Installed-Size: {i}
        Maintainer: Somebody <somebody@example.com>
        Architecture: amd64
        Multi-Arch: same
        Source: source-{i / 3} (1:2.{i % 30}-1)
        Version: 1:2.{i % 30}-1+deb12u{i % 4}
        Depends: libc6 (>= 2.34), libgcc-s1 (>= 3.0)
        Description: some package that does something
         It does so in many ways, and this is one of the lines
         that say how.
        Homepage: https://example.com/package-{i}


        """);

    public static byte[] PackageJson() => Encoding.UTF8.GetBytes(
        """
        {
          "name": "@example/package",
          "version": "4.17.20",
          "description": "Some package that does something.",
          "keywords": ["one", "two", "three"],
          "homepage": "https://example.com/",
          "repository": { "type": "git", "url": "git+https://example.com/package.git" },
          "license": "MIT",
          "main": "index.js",
          "scripts": { "test": "node test", "build": "node build" },
          "dependencies": { "one": "^1.0.0", "two": "~2.1.0", "three": "3.x" },
          "devDependencies": { "four": "^4.0.0", "five": "^5.0.0", "six": "^6.0.0" },
          "engines": { "node": ">= 14" },
          "files": ["index.js", "lib/"]
        }
        """);

    public static string GoModules(int modules) => "path\texample.com/tool\nmod\texample.com/tool\tv1.2.3\t\n"
        + string.Concat(Enumerable.Range(0, modules).Select(
            i => $"dep\texample.com/library-{i}\tv1.{i % 30}.{i % 7}\th1:{i:x43}=\n"));

    /// <summary>Text that compresses about as well as source code does.</summary>
    public static byte[] Text(int length)
    {
        var random = new Random(1);
        string[] words = [.. Enumerable.Range(0, 2000).Select(i => new string(
            [.. Enumerable.Range(0, 2 + (i % 9)).Select(_ => (char)('a' + random.Next(26)))]))];
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
        {
            // Squaring makes the first words frequent, as in any language.
            double at = random.NextDouble();
            text.Append(words[(int)(at * at * words.Length)]).Append(random.Next(12) == 0 ? '\n' : ' ');
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private static byte[] Repeat(int count, Func<int, string> record) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(record)));
}
