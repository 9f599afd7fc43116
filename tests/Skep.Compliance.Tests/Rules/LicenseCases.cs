using Skep.Core;
using static Skep.Compliance.Tests.Rules.RuleCase;

namespace Skep.Compliance.Tests.Rules;

/// <summary>What each rule about licences is to say, and not to say.</summary>
internal static class LicenseCases
{
    public static IEnumerable<RuleCase> All => Rows.Select(row => Image(
        "license/" + row.Rule,
        row.Fires,
        string.Join(" + ", row.Licenses),
        i => i with
        {
            Packages =
            [
                new ImagePackage(new Package(new EcosystemId("npm"), "a", "1") { Licenses = row.Licenses })
                {
                    Purl = "pkg:npm/a@1",
                },
            ],
        }));

    private static IEnumerable<(string Rule, bool Fires, string[] Licenses)> Rows =>
    [
        ("restricted", true, ["SSPL-1.0"]),
        ("restricted", true, ["BUSL-1.1"]),
        ("restricted", true, ["Apache 2.0 with Commons Clause"]),
        ("restricted", true, ["CC-BY-NC-4.0"]),
        ("restricted", false, ["SSPL-1.0 OR AGPL-3.0-only"]),
        ("network-copyleft", true, ["AGPL-3.0-or-later"]),
        ("network-copyleft", true, ["MIT", "GNU AGPLv3"]),
        ("network-copyleft", false, ["AGPL-3.0 OR MIT"]),
        ("strong-copyleft", true, ["GPL-2.0-only"]),
        ("strong-copyleft", true, ["GPLv2+ and (MIT or BSD)"]),
        ("strong-copyleft", true, ["GPL-2+"]),
        ("strong-copyleft", true, ["License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)"]),
        ("strong-copyleft", false, ["GPL-2.0-only WITH Classpath-exception-2.0"]),
        ("strong-copyleft", false, ["(MIT OR GPL-3.0-or-later)"]),
        ("strong-copyleft", false, ["Perl"]),
        ("weak-copyleft", true, ["LGPLv2.1+"]),
        ("weak-copyleft", true, ["MPL-2.0"]),
        ("weak-copyleft", true, ["GPL-2.0-only WITH Classpath-exception-2.0"]),
        ("weak-copyleft", false, ["Apache-2.0/MIT"]),
        ("unknown", true, []),
        ("unknown", true, ["see LICENSE"]),
        ("unknown", false, ["Public Domain, MIT"]),
        ("unknown", false, ["Expat", "Apache License, Version 2.0", "BSD-3-clause", "zlib", "ISC"]),
    ];
}
