using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>A field that an answer shows.</summary>
/// <param name="Field">The field.</param>
/// <param name="IsOpen">Whether its value is shown; otherwise its key has the value null.</param>
public readonly record struct PlannedField(Field Field, bool IsOpen);
