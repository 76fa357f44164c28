namespace PrivacyCrm.Core.Records;

/// <summary>What is written for a field of a shown record.</summary>
/// <param name="Name">The key, with the comma before it.</param>
/// <param name="Nothing">The key and the value of a record without one, which is also all that is written of a closed field.</param>
/// <param name="Way">How a value is written.</param>
internal readonly record struct FieldPart(byte[] Name, byte[] Nothing, FieldWay Way);
