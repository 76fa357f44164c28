using System.Text.Json;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>A key of a record that is not a field, such as <c>$editable</c>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Write">Writes its value.</param>
public sealed record SystemKey(string Name, Action<Utf8JsonWriter, RecordState, ViewContext> Write)
{
    /// <summary>Gets a value indicating whether the value depends on the record; the others are the same for all records of a module.</summary>
    public bool IsOfRecord { get; init; }
}
