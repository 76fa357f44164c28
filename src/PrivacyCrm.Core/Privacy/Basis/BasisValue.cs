namespace PrivacyCrm.Core.Privacy.Basis;

/// <summary>One value of Data_Processing_Basis.</summary>
/// <param name="Short">How record APIs write it.</param>
/// <param name="Long">How picklist labels write it.</param>
/// <param name="Aliases">Further spellings that are understood.</param>
public sealed record BasisValue(string Short, string Long, params string[] Aliases);
