using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.History;

/// <summary>A field in an entry of a timeline, as its reader may see it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Before">The value before, as it was stored; null when there was none or the field is closed.</param>
/// <param name="After">The value after.</param>
internal sealed record FieldChange(Field Field, string? Before, string? After);
