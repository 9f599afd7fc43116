using System.Text.Json;
using Skep.Core;

namespace Skep.Reports.Json;

/// <summary>Reads back what <c>--format json</c> wrote, so that a stored scan can be shown in another format.</summary>
/// <remarks>A report may come from anybody: size and depth are limited, and whatever does not fit the schema is
/// refused.</remarks>
public static class ScanReportReader
{
    /// <summary>Some hundred times the report of a large image; more is not a report.</summary>
    private const int MaxBytes = 512 * 1024 * 1024;

    private const string Hint = "skep convert reads files written by: skep image … --format json";

    /// <exception cref="SkepException">The input is not a report of a version this Skep reads.</exception>
    public static IReadOnlyList<ScanReport> Read(Stream input)
    {
        try
        {
            using var limited = new LimitedStream(input, MaxBytes);
            ReportDocument? document = JsonSerializer.Deserialize(limited, ReportJsonContext.Default.ReportDocument);
            return document switch
            {
                null => throw Invalid("the report is empty", null),
                { Schema: not ReportDocument.SchemaName } => throw Invalid(
                    $"not a {ReportDocument.SchemaName} file", null),
                { Version: not ReportDocument.CurrentVersion } => throw Invalid(
                    $"{ReportDocument.SchemaName} version {document.Version} is not known to this Skep", null),
                _ => DocumentReader.Reports(document),
            };
        }
        catch (JsonException e)
        {
            throw Invalid($"not a {ReportDocument.SchemaName} file: {e.Message}", e);
        }
    }

    private static SkepException Invalid(string message, Exception? inner) =>
        new(ErrorKind.Invalid, message, Hint, inner);

    /// <summary>Refuses to hand out more than a number of bytes.</summary>
    private sealed class LimitedStream(Stream inner, long limit) : Stream
    {
        private long _left = limit;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get =>
            throw new NotSupportedException(); set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int read = inner.Read(buffer);
            _left -= read;
            return _left >= 0 ? read : throw new JsonException("too large");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
