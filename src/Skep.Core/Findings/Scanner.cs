namespace Skep.Core;

/// <summary>A kind of finding, and the part of a scan that makes it: the words of <c>--scanners</c>.</summary>
public enum Scanner
{
    /// <summary>Known vulnerabilities of packages.</summary>
    Vuln,

    /// <summary>Passwords, keys, tokens and personal data.</summary>
    Secret,

    /// <summary>Malware, backdoors, persistence and altered package files.</summary>
    Malware,

    /// <summary>Scripts that give whoever calls them a shell.</summary>
    Webshell,

    /// <summary>How the image was built and what it lets a container do.</summary>
    Config,

    /// <summary>Licences of packages.</summary>
    License,
}
