namespace PrivacyCrm.Tests;

/// <summary>What a record is compared by.</summary>
/// <param name="Slots">The keys by slot; columns of the record stand under the name of their field.</param>
/// <param name="Words">The tokens of the word index.</param>
public sealed record RecordKeys(IReadOnlyDictionary<string, string?> Slots, IReadOnlySet<string> Words);
