namespace PrivacyCrm.Core.Records.Loading;

/// <summary>How far a lane of a load is.</summary>
/// <param name="Next">The first batch of the lane that is not written.</param>
/// <param name="Added">Records made.</param>
/// <param name="Refused">Rows refused.</param>
public sealed record LoadProgress(int Next, long Added = 0, long Refused = 0);
