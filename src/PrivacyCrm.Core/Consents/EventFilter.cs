namespace PrivacyCrm.Core.Consents;

/// <summary>Which entries of the audit are wanted. What is null does not matter.</summary>
/// <param name="TargetId">The component or extension.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment that is not wanted any more.</param>
/// <param name="After">The last entry of the page before, by time and id.</param>
/// <param name="Id">The only one; for a consent that ran out, the consent.</param>
/// <param name="Limit">The greatest number.</param>
public sealed record EventFilter(
    long? TargetId = null,
    long? GrantId = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    (DateTimeOffset Time, long Id)? After = null,
    long? Id = null,
    int Limit = EventFilter.MaximumLimit)
{
    /// <summary>The greatest number of entries that are read at once.</summary>
    public const int MaximumLimit = 200;
}
