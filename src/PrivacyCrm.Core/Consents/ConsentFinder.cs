using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Consents;

/// <summary>Finds questions and consents that somebody may see. What belongs to somebody else is to the byte what does not exist.</summary>
internal static class ConsentFinder
{
    /// <summary>Finds a request that the caller may answer.</summary>
    public static async Task<Result<ConsentRequest>> FindRequestAsync(IConsentReads reads, Caller caller, string id, CancellationToken cancellationToken)
    {
        ImmutableArray<ConsentRequest> found = await reads.ListRequestsAsync(new ConsentFilter { Id = RecordId.Parse(id) ?? 0 }, cancellationToken);
        return found is [{ } request] && (request.Subject.Audience == Audience.User ? request.Subject.Id == caller.User.Id : caller.Profile.MayCustomize)
            ? request
            : CrmErrors.Consents.ConsentNotFound();
    }

    /// <summary>Finds a grant that the caller may see.</summary>
    public static async Task<Result<Grant>> FindGrantAsync(IConsentReads reads, Caller caller, string id, CancellationToken cancellationToken)
    {
        ImmutableArray<Grant> found = await reads.ListGrantsAsync(new ConsentFilter { Id = RecordId.Parse(id) ?? 0, WithUses = true }, cancellationToken);
        return found is [{ } grant] && (caller.Profile.MayCustomize || grant.Subject == new ConsentSubject(Audience.User, caller.User.Id))
            ? grant
            : CrmErrors.Consents.ConsentNotFound();
    }
}
