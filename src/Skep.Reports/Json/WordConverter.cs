using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skep.Reports.Json;

/// <summary>Writes an enum as its words, <c>will_not_fix</c>, and refuses numbers.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(
    JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
