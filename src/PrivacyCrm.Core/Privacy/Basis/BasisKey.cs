namespace PrivacyCrm.Core.Privacy.Basis;

/// <summary>A comparable part of Data_Processing_Basis_Details.</summary>
/// <param name="Name">Its API name.</param>
/// <param name="Slot">The column of the search index that holds its key.</param>
/// <param name="KeyOf">Makes the key; null when there is no value.</param>
public sealed record BasisKey(string Name, string Slot, Func<ProcessingBasis, string?> KeyOf);
