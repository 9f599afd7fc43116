using System.Xml;

namespace Skep.Packages.Formats;

/// <summary>Opens XML of an image: no document type, no entities, no other file, and not without end.</summary>
internal static class XmlFile
{
    private const long MaxCharacters = 64 * 1024 * 1024;

    // Above that depth the reader's own stack of element names would be the attack.
    public const int MaxDepth = 256;

    public static XmlReader Open(ReadOnlyMemory<byte> content) => XmlReader.Create(
        new MemoryReadStream(content),
        new XmlReaderSettings
        {
            // Some pom.xml in the wild carry a DOCTYPE; it is skipped, and entities it would define do not resolve.
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        });
}
