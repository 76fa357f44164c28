namespace PrivacyCrm.Core.Schema;

/// <summary>How the values of an autonumber field are made: prefix, number, suffix.</summary>
/// <param name="Prefix">Text before the number.</param>
/// <param name="StartNumber">The first number.</param>
/// <param name="Suffix">Text after the number.</param>
public sealed record AutoNumber(string Prefix, long StartNumber, string Suffix);
