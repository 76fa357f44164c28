namespace PrivacyCrm.Core.Records.Mass;

/// <summary>What a mass action by view has done.</summary>
/// <param name="Last">The last record it came to; they follow by id.</param>
/// <param name="Done">The records written.</param>
/// <param name="Refused">The records that refused.</param>
internal sealed record MassProgress(long Last, int Done, int Refused);
