namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>lookup</c>: a reference to a record of one module.</summary>
public sealed class LookupType() : RecordLookupType("lookup")
{
    /// <inheritdoc/>
    public override bool CanBeCreated => true;
}
