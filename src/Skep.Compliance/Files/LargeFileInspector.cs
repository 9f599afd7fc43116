using System.Globalization;
using System.Security.Cryptography;
using Skep.Core;

namespace Skep.Compliance.Files;

/// <summary>Writes down what tells large files apart, so that copies are found in whatever layers they are.</summary>
/// <remarks>
/// Size and the hash of the beginning: hashing all of every large file would cost as much as reading most of the image,
/// and what agrees in both is a copy for all that a hint is worth.
/// </remarks>
internal sealed class LargeFileInspector : IStreamInspector
{
    // A first piece is at least this long, however the walk cuts a file.
    private const int Beginning = 32 * 1024;

    private static readonly ByteSize Least = ByteSize.Mebibytes(1);

    public InspectorId Id { get; } = new("config/large-files");

    public int Version => 1;

    public bool Wants(LayerPath path, ReadOnlySpan<byte> head, int mode, long size) => size >= Least.Bytes;

    public void Inspect(in FilePiece piece, IFindingSink sink)
    {
        if (piece.IsFirst)
        {
            byte[] hash = SHA256.HashData(piece.Content[..Math.Min(piece.Content.Length, Beginning)]);
            sink.Add(new Trait(
                TraitKinds.LargeFile,
                string.Create(
                    CultureInfo.InvariantCulture, $"{piece.FileSize} {Convert.ToHexStringLower(hash)[..32]}")));
        }
    }
}
