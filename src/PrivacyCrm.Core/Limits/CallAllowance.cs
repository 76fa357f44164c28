using System.Collections.Concurrent;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Limits;

/// <summary>Lets calls of an organization in while it has credits and room left on this server.</summary>
/// <param name="limits">How much it may ask.</param>
/// <param name="time">The clock.</param>
public sealed class CallAllowance(LimitOptions limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, Usage> _usages = new();

    /// <summary>Gets a value indicating whether anything is limited.</summary>
    public bool IsOn => limits.IsOn;

    /// <summary>Lets a call in, and takes the one credit that every call costs.</summary>
    /// <param name="organization">The caller's organization.</param>
    /// <param name="isHeavy">Whether the call needs one of the places for heavy calls as well.</param>
    /// <returns>The call's place; null when there is none, and then nothing is used.</returns>
    public CallPermit? Enter(Organization organization, bool isHeavy)
    {
        ArgumentNullException.ThrowIfNull(organization);
        Usage usage = UsageOf(organization);
        DateTimeOffset now = time.GetUtcNow();
        lock (usage.Guard)
        {
            if (usage.Calls >= limits.Calls || (isHeavy && usage.HeavyCalls >= limits.HeavyCalls) || usage.Credits.UsedAt(now) >= CreditsOf(organization))
            {
                return null;
            }

            usage.Credits.Use(1, now);
            usage.Calls++;
            usage.HeavyCalls += isHeavy ? 1 : 0;
            return new CallPermit(usage, isHeavy, time);
        }
    }

    /// <summary>Tells how many credits are left, once half of them are used.</summary>
    /// <param name="organization">The organization.</param>
    /// <returns>The credits; null before that, and where they are not limited.</returns>
    public long? RemainingCredits(Organization organization)
    {
        ArgumentNullException.ThrowIfNull(organization);
        if (CreditsOf(organization) is not { } credits)
        {
            return null;
        }

        Usage usage = UsageOf(organization);
        lock (usage.Guard)
        {
            long used = usage.Credits.UsedAt(time.GetUtcNow());
            return used * 2 < credits ? null : Math.Max(0, credits - used);
        }
    }

    private Usage UsageOf(Organization organization) => _usages.GetOrAdd(organization.Id, _ => new Usage());

    private long? CreditsOf(Organization organization) => limits.CreditsFor(organization.Users.Count(user => user.IsActive));
}
