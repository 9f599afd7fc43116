namespace Skep.Policy.Criteria;

/// <summary>Whether something holds.</summary>
internal enum AnswerKind
{
    No,
    Yes,

    /// <summary>What was asked about could not be looked at.</summary>
    Unknown,
}

/// <summary>Whether a criterion holds, and what was compared with what.</summary>
internal readonly record struct Answer(AnswerKind Kind, string Reason)
{
    public static Answer Yes(string reason) => new(AnswerKind.Yes, reason);

    public static Answer No(string reason) => new(AnswerKind.No, reason);

    public static Answer Unknown(string reason) => new(AnswerKind.Unknown, reason);

    public static Answer Of(bool holds, string reason) => holds ? Yes(reason) : No(reason);
}
