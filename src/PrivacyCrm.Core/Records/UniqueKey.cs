namespace PrivacyCrm.Core.Records;

/// <summary>A value that one record of a module may hold.</summary>
/// <param name="FieldId">The field.</param>
/// <param name="Key">The value's key.</param>
public readonly record struct UniqueKey(long FieldId, string Key);
