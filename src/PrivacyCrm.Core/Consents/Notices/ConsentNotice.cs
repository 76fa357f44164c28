namespace PrivacyCrm.Core.Consents.Notices;

/// <summary>That the server of a component is to be told something about a consent. What it is told is read from the audit when it is.</summary>
/// <param name="ComponentId">The component.</param>
/// <param name="EntryId">The entry of the audit; for a consent that will have run out, the consent.</param>
/// <param name="Time">When that happens or happened; a server is told in this order.</param>
/// <param name="Address">The webhook to which the consent was given.</param>
public sealed record ConsentNotice(long ComponentId, long EntryId, DateTimeOffset Time, Uri Address);
