using System.Collections.Immutable;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Core.Coql;

/// <summary>A row of the answer before it is shown: a record, or a group with the first of its records.</summary>
/// <param name="Document">The record; null when it vanished meanwhile.</param>
/// <param name="Measures">The values of the aggregate functions.</param>
public sealed record CoqlRow(StoredDocument? Document, ImmutableArray<string?> Measures);
