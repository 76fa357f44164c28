namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>userlookup</c>: a reference to a user.</summary>
public sealed class UserLookupType() : UserReferenceType("userlookup")
{
    /// <inheritdoc/>
    public override int UiType => 8;

    /// <inheritdoc/>
    public override bool CanBeCreated => true;
}
