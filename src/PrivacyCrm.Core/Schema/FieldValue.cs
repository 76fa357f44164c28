namespace PrivacyCrm.Core.Schema;

/// <summary>A value that was read: how it is stored and how it is compared.</summary>
/// <param name="Json">The canonical JSON text; null clears the field.</param>
/// <param name="Key">The key it is compared by; null when the field has none or no value.</param>
/// <param name="Reference">The record a lookup points at, which the writer still has to find.</param>
public readonly record struct FieldValue(string? Json, string? Key = null, long? Reference = null)
{
    /// <summary>No value.</summary>
    public static readonly FieldValue Null;
}
