using System.Collections.Immutable;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Consents;

/// <summary>Components and grants to test with.</summary>
internal static class Consent
{
    public static readonly DateTimeOffset Start = FrozenTime.Start;

    public static readonly TimeSpan Validity = TimeSpan.FromDays(60);

    public static readonly PlatformConsentOptions Rules = new();

    public static Access To(string key, bool isRequired = true) => new() { Key = key, Service = "s", Purpose = "p", IsRequired = isRequired };

    public static Access Task(params string[] modules) => To("task:zoho.crm.getRecords") with { Authentication = Authentication.User, Operations = [Access.Read], Modules = [.. modules] };

    public static Manifest Manifest(params IEnumerable<Access> accesses) => Core.Consents.Manifest.Empty.Next(accesses, []);

    public static Component Component(params IEnumerable<Access> accesses) => new()
    {
        Id = 1,
        KindName = "command",
        Name = "nearby",
        CreatorId = 2,
        CreatedTime = Start,
        ModifiedTime = Start,
        Manifest = Manifest(accesses),
    };

    public static Grant Grant(DateTimeOffset at, params IEnumerable<Access> accesses) => new()
    {
        Id = 3,
        RequestId = 4,
        Subject = new ConsentSubject(Audience.User, 5),
        Target = new ConsentTarget(1, "command", "nearby", 2),
        GrantedBy = 5,
        ManifestVersion = 1,
        Digest = string.Empty,
        Accesses = [.. accesses],
        GrantedTime = at,
        ExpiresTime = at + Validity,
    };

    public static ConsentDecision Decide(Component component, DateTimeOffset at, params ImmutableArray<Grant> grants) =>
        ConsentRules.Decide(new ConsentFacts { Component = component, Grants = grants }, at, Rules);
}
