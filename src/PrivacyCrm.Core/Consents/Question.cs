using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>Makes requests that nobody has asked yet.</summary>
internal static class Question
{
    public static ConsentRequest Of(ConsentSubject subject, ConsentTarget target, Manifest manifest, ConsentReason reason, ImmutableArray<string> newKeys, DateTimeOffset now) => new()
    {
        Id = 0,
        Subject = subject,
        Target = target,
        Manifest = manifest,
        Reason = reason,
        NewKeys = newKeys,
        CreatedTime = now,
        ExpiresTime = now + ConsentRequest.Lifetime,
    };
}
