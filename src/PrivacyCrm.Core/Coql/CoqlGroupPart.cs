namespace PrivacyCrm.Core.Coql;

/// <summary>Records of one group that have the same keys in all measured columns.</summary>
/// <param name="Groups">The keys that make the group; null where there is no value.</param>
/// <param name="Measures">The keys of the measured columns. Of columns that are only counted, any text.</param>
/// <param name="Count">How many records there are.</param>
/// <param name="Sample">The id of the first of them.</param>
public sealed record CoqlGroupPart(string?[] Groups, string?[] Measures, long Count, long Sample);
