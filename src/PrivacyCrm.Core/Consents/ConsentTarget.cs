namespace PrivacyCrm.Core.Consents;

/// <summary>What is consented to: a component or an extension. It is kept with the consent, which outlives it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">The word for its kind; <c>extension</c> for an extension.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CreatorId">The user who made it.</param>
public sealed record ConsentTarget(long Id, string Kind, string Name, long CreatorId)
{
    /// <summary>The kind of extensions.</summary>
    public const string ExtensionKind = "extension";
}
