namespace Skep.Policy.Vex;

/// <summary>OpenVEX's words for why a product is not affected.</summary>
internal static class VexJustification
{
    public static IReadOnlyList<string> All { get; } =
    [
        "component_not_present",
        "vulnerable_code_not_present",
        "vulnerable_code_not_in_execute_path",
        "vulnerable_code_cannot_be_controlled_by_adversary",
        "inline_mitigations_already_exist",
    ];
}
