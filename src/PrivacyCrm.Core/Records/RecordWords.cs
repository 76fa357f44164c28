namespace PrivacyCrm.Core.Records;

/// <summary>What searches for words and for parts of texts find a record by.</summary>
/// <param name="Words">The tokens of its words, as <see cref="WordIndex"/> makes them, separated by single spaces.</param>
/// <param name="Pieces">The pieces of its texts.</param>
public sealed record RecordWords(string Words, IReadOnlyList<Piece> Pieces);
