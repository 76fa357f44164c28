using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>Decides from facts and a moment alone. The order of the rules is that of <c>docs/behaviour/consents.md</c>.</summary>
public static class ConsentRules
{
    /// <summary>Decides whether a component may run for a user who may see it.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="now">The moment.</param>
    /// <param name="options">Whether other words are another question.</param>
    /// <returns>The decision.</returns>
    public static ConsentDecision Decide(ConsentFacts facts, DateTimeOffset now, PlatformConsentOptions options)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ConsentDecision.Allowed installed = new(null, null, []);
        if (facts.Extension is { } extension)
        {
            ConsentDecision decided = DecideInstalled(extension, facts, now, options);
            if (decided is not ConsentDecision.Allowed allowed)
            {
                return decided;
            }

            installed = allowed;
        }

        Manifest manifest = facts.Component.Manifest;
        if (manifest.Accesses.IsEmpty)
        {
            return installed;
        }

        ConsentCheck check = Check(manifest, facts.Grants, now, options);
        return check.Reason is { } reason
            ? new ConsentDecision.NeedsUser(reason, check.NewKeys)
            : installed with { Grant = check.Grant, Accesses = [.. Agreed(manifest, check.Grant!), .. installed.Accesses] };
    }

    /// <summary>Finds the consent of a subject that counts for a manifest, or the reason to ask.</summary>
    /// <param name="manifest">The manifest as it is now.</param>
    /// <param name="grants">The subject's consents, the newest first.</param>
    /// <param name="now">The moment.</param>
    /// <param name="options">Whether other words are another question.</param>
    /// <returns>One of both.</returns>
    public static ConsentCheck Check(Manifest manifest, ImmutableArray<Grant> grants, DateTimeOffset now, PlatformConsentOptions options)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(options);
        Grant? newest = grants.FirstOrDefault(grant => grant.StateAt(now) == GrantState.Active) ?? grants.FirstOrDefault();
        ImmutableArray<string> added = [.. manifest.Accesses.Where(access => newest?.Covers(access) != true).Select(access => access.Key)];
        return ReasonToAsk(manifest, newest, now, options) is { } reason ? new ConsentCheck(null, reason, added) : new ConsentCheck(newest, null, added);
    }

    private static ConsentReason? ReasonToAsk(Manifest manifest, Grant? newest, DateTimeOffset now, PlatformConsentOptions options) => newest?.StateAt(now) switch
    {
        GrantState.Active when manifest.Accesses.Any(access => access.IsRequired && !newest.Covers(access)) => ConsentReason.AccessesAdded,
        GrantState.Active when manifest.Recipient is not null && manifest.Recipient != newest.Recipient => ConsentReason.RecipientChanged,
        GrantState.Active when options.PromptOnWordingChange && manifest.Accesses.Any(access => IsReworded(access, newest)) => ConsentReason.WordingChanged,
        GrantState.Active => null,
        GrantState.Expired => ConsentReason.Expired,
        GrantState.Revoked => ConsentReason.Revoked,
        _ => ConsentReason.FirstUse,
    };

    private static ConsentDecision DecideInstalled(Extension extension, ConsentFacts facts, DateTimeOffset now, PlatformConsentOptions options)
    {
        if (extension.Installation is not { } installation || facts.Installed.IsEmpty)
        {
            return new ConsentDecision.NeedsAdmin(null, []);
        }

        if (installation.Manifest.Accesses.IsEmpty)
        {
            return new ConsentDecision.Allowed(null, null, []);
        }

        ImmutableArray<(ConsentSubject Subject, ConsentCheck Check)> checks =
            [.. facts.Installed.Select(one => (one.Subject, Check(installation.Manifest, one.Grants, now, options)))];
        return checks.Select(one => one.Check.Grant).FirstOrDefault(grant => grant is not null) is { } counts
            ? new ConsentDecision.Allowed(null, counts, [.. Agreed(installation.Manifest, counts)])
            : new ConsentDecision.NeedsAdmin(checks[0].Subject, checks[0].Check.NewKeys);
    }

    private static IEnumerable<Access> Agreed(Manifest manifest, Grant grant) => manifest.Accesses.Where(grant.Covers);

    private static bool IsReworded(Access access, Grant grant) =>
        grant.Accesses.FirstOrDefault(agreed => agreed.Key == access.Key) is { } agreed && (agreed.Purpose, agreed.Service) != (access.Purpose, access.Service);
}
