namespace PrivacyCrm.Store.Records;

/// <summary>What happens to rows.</summary>
internal enum TableChangeKind
{
    Insert,
    Update,
    Delete,
}
