namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>ownerlookup</c>: the user who owns, made or changed a record.</summary>
public sealed class OwnerLookupType() : UserReferenceType("ownerlookup")
{
    /// <inheritdoc/>
    public override int UiType => 8;
}
