using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Tests.Support;

namespace PrivacyCrm.Core.Tests.Consents;

public sealed class ConsentRulesTests
{
    private static readonly string[] Keys = ["object:user", "object:chat", "object:location", "object:message"];

    [Fact]
    public void Component_that_touches_nothing_needs_no_consent() =>
        Assert.Equal(new ConsentDecision.Allowed(null, null, []), Consent.Decide(Consent.Component(), Consent.Start));

    [Fact]
    public void Nobody_who_was_not_asked_has_agreed() => ShouldAsk(ConsentReason.FirstUse, Consent.Decide(Consent.Component(Consent.To("object:user")), Consent.Start), "object:user");

    [Fact]
    public void Consent_counts_until_the_moment_it_runs_out()
    {
        Component component = Consent.Component(Consent.To("object:user"));
        Grant grant = Consent.Grant(Consent.Start, Consent.To("object:user"));
        DateTimeOffset end = Consent.Start + Consent.Validity;

        Assert.IsType<ConsentDecision.Allowed>(Consent.Decide(component, end - TimeSpan.FromTicks(1), grant));
        ShouldAsk(ConsentReason.Expired, Consent.Decide(component, end, grant));
    }

    [Fact]
    public void Withdrawn_consent_does_not_count() =>
        ShouldAsk(ConsentReason.Revoked, Consent.Decide(Consent.Component(Consent.To("object:user")), Consent.Start, Consent.Grant(Consent.Start, Consent.To("object:user")).End(EndReason.RevokedByUser, Consent.Start)));

    [Fact]
    public void Optional_access_that_was_left_out_is_not_used()
    {
        Component component = Consent.Component(Consent.To("object:user"), Consent.To("object:chat", isRequired: false));

        ConsentDecision.Allowed allowed = Assert.IsType<ConsentDecision.Allowed>(Consent.Decide(component, Consent.Start, Consent.Grant(Consent.Start, Consent.To("object:user"))));

        Assert.Equal(["object:user"], allowed.Accesses.Select(access => access.Key));
    }

    [Fact]
    public void Access_that_is_not_in_the_manifest_any_more_is_not_used_even_if_it_was_agreed_to()
    {
        Component component = Consent.Component(Consent.To("object:user"));

        ConsentDecision.Allowed allowed = Assert.IsType<ConsentDecision.Allowed>(
            Consent.Decide(component, Consent.Start, Consent.Grant(Consent.Start, Consent.To("object:user"), Consent.To("object:chat"))));

        Assert.Equal(["object:user"], allowed.Accesses.Select(access => access.Key));
    }

    [Fact]
    public void Another_recipient_is_another_question_and_none_any_more_is_not()
    {
        Component component = Consent.Component(Consent.To("object:user"));
        Grant grant = Consent.Grant(Consent.Start, Consent.To("object:user")) with { Recipient = "https://a.example.com" };
        Component At(string? recipient) => component with { Manifest = component.Manifest with { Recipient = recipient } };

        Assert.IsType<ConsentDecision.Allowed>(Consent.Decide(At("https://a.example.com"), Consent.Start, grant));
        Assert.IsType<ConsentDecision.Allowed>(Consent.Decide(At(null), Consent.Start, grant));
        ShouldAsk(ConsentReason.RecipientChanged, Consent.Decide(At("https://b.example.com"), Consent.Start, grant));
        ShouldAsk(ConsentReason.RecipientChanged, Consent.Decide(At("https://a.example.com"), Consent.Start, grant with { Recipient = null }));
    }

    [Fact]
    public void Other_words_are_another_question_only_where_somebody_wants_it()
    {
        Component component = Consent.Component(Consent.To("object:user") with { Purpose = "something else" });
        ConsentFacts facts = new() { Component = component, Grants = [Consent.Grant(Consent.Start, Consent.To("object:user"))] };

        Assert.IsType<ConsentDecision.Allowed>(ConsentRules.Decide(facts, Consent.Start, Consent.Rules));
        ShouldAsk(ConsentReason.WordingChanged, ConsentRules.Decide(facts, Consent.Start, new PlatformConsentOptions { PromptOnWordingChange = true }));
    }

    [Fact]
    public void Part_of_an_extension_waits_for_an_administrator_before_it_asks_a_user()
    {
        Extension extension = new() { Id = 9, Name = "Poll", CreatorId = 2, CreatedTime = Consent.Start, Manifest = Consent.Manifest(Consent.To("object:organization")) };
        Extension installed = extension with { Installation = new Installation([], extension.Manifest, 2, Consent.Start) };
        ConsentSubject organization = new(Audience.Organization, 8);
        Grant agreed = Consent.Grant(Consent.Start, Consent.To("object:organization")) with { Subject = organization };
        ConsentFacts facts = new() { Component = Consent.Component(Consent.To("object:user")), Extension = extension };

        Assert.Equal(new ConsentDecision.NeedsAdmin(null, []), Decide(facts));
        Assert.Equal(organization, Assert.IsType<ConsentDecision.NeedsAdmin>(Decide(facts with { Extension = installed, Installed = [(organization, [])] })).Subject);
        ShouldAsk(ConsentReason.FirstUse, Decide(facts with { Extension = installed, Installed = [(organization, [agreed])] }));

        static ConsentDecision Decide(ConsentFacts facts) => ConsentRules.Decide(facts, Consent.Start, Consent.Rules);
    }

    [Fact]
    public void Whatever_happens_nothing_runs_without_a_consent_that_counts_and_covers_what_is_required() =>
        Prop.ForAll(Lives.ToArbitrary(), steps =>
        {
            Life life = new();
            return steps.All(step =>
            {
                life.Take(step);
                return Consent.Decide(life.Component, life.Now, life.Grants) is not ConsentDecision.Allowed allowed
                    || (allowed.Grant is { } grant
                        ? grant.StateAt(life.Now) == GrantState.Active && life.Component.Manifest.Accesses.All(access => !access.IsRequired || grant.Covers(access))
                        : life.Component.Manifest.Accesses.IsEmpty);
            });
        }).Check(Quickly.Thousand);

    [Fact]
    public void What_has_ended_never_begins_again_and_counts_for_its_time_exactly() =>
        Prop.ForAll(Lives.ToArbitrary(), steps =>
        {
            Life life = new();
            Dictionary<long, GrantState> ended = [];
            return steps.All(step =>
            {
                life.Take(step);
                return life.Grants.All(grant =>
                {
                    GrantState state = grant.StateAt(life.Now);
                    bool isFinal = !ended.TryGetValue(grant.Id, out GrantState before) || before == state;
                    if (state != GrantState.Active)
                    {
                        ended[grant.Id] = state;
                    }

                    return isFinal && grant.ExpiresTime - grant.GrantedTime == Consent.Validity;
                }) && life.Grants.Count(grant => grant.StateAt(life.Now) == GrantState.Active) <= 1;
            });
        }).Check(Quickly.Thousand);

    [Fact]
    public void One_more_required_access_makes_every_consent_too_little_and_one_less_makes_none_so() =>
        Prop.ForAll(Sets.ToArbitrary(), Sets.ToArbitrary(), (declared, agreed) =>
        {
            Grant grant = Consent.Grant(Consent.Start, agreed.Select(key => Consent.To(key)));
            bool Allows(IEnumerable<string> keys) => Consent.Decide(Consent.Component(keys.Select(key => Consent.To(key))), Consent.Start, grant) is ConsentDecision.Allowed;

            return !Allows(declared.Append("task:zoho.cliq.postToUser")) && (!Allows(declared) || declared.All(less => Allows(declared.Where(key => key != less))));
        }).Check(Quickly.Thousand);

    private static Gen<string[]> Sets => Gen.SubListOf(Keys).Select(keys => keys.ToArray());

    private static Gen<Step[]> Lives => Gen.Choose(0, 3).SelectMany(
        kind => Sets.SelectMany(keys => Gen.Choose(1, 40).Select(days => new Step(kind, keys, days)))).ArrayOf();

    private static void ShouldAsk(ConsentReason reason, ConsentDecision decision, params string[] added)
    {
        ConsentDecision.NeedsUser needed = Assert.IsType<ConsentDecision.NeedsUser>(decision);
        Assert.Equal(reason, needed.Reason);
        Assert.True(added.Length == 0 || needed.NewKeys.SequenceEqual(added));
    }

    private sealed record Step(int Kind, string[] Keys, int Days);

    // Grants and changes of one component, kept as the ledger keeps them.
    private sealed class Life
    {
        public DateTimeOffset Now { get; private set; } = Consent.Start;

        public Component Component { get; private set; } = Consent.Component(Consent.To("object:user"));

        public ImmutableArray<Grant> Grants { get; private set; } = [];

        public void Take(Step step)
        {
            switch (step.Kind)
            {
                case 0: Now += TimeSpan.FromDays(step.Days); break;
                case 1: End(EndReason.RevokedByUser); break;
                case 2: Component = Consent.Component(step.Keys.Select((key, index) => Consent.To(key, isRequired: (index + step.Days) % 2 == 0))); break;
                default:
                    End(EndReason.Superseded);
                    Grants = Grants.Insert(0, Consent.Grant(Now, step.Keys.Select(key => Consent.To(key))) with { Id = Grants.Length + 1 });
                    break;
            }
        }

        private void End(EndReason reason) => Grants = [.. Grants.Select(grant => grant.EndedTime is null ? grant.End(reason, Now) : grant)];
    }
}
