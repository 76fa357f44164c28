namespace PrivacyCrm.Api.Limits;

/// <summary>What a call costs of its organization's limits; one credit where nothing is said.</summary>
/// <param name="credits">How many credits, whatever the call does.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CostsAttribute(int credits = 1) : Attribute
{
    /// <summary>Gets how many credits the call costs.</summary>
    public int Credits { get; } = credits;

    /// <summary>Gets a value indicating whether few of these calls may run at once.</summary>
    public bool IsHeavy { get; init; }
}
