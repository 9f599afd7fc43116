namespace Skep.Compliance.Licenses;

/// <summary>What a licence asks of whoever passes the software on, mildest first so that values compare.</summary>
internal enum LicenseCategory
{
    /// <summary>Nothing.</summary>
    PublicDomain,

    /// <summary>To name the authors.</summary>
    Permissive,

    /// <summary>To publish changes to the licensed files or library.</summary>
    WeakCopyleft,

    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>To publish the whole work with it.</summary>
    StrongCopyleft,

    /// <summary>To publish the whole work also when it is only used over a network.</summary>
    NetworkCopyleft,

    /// <summary>Not to use it for everything: not commercially, not as a service, not in production.</summary>
    Restricted,
}
