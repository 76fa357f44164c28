using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Demo;

/// <summary>A command that its author agreed to and a colleague was asked about, a scheduler without a schedule, and an extension that waits for its administrator.</summary>
/// <param name="organization">Their organization.</param>
/// <param name="now">When all of it was made.</param>
internal sealed class DemoConsents(NewOrganization organization, DateTimeOffset now)
{
    private const long FirstId = 700_000_000;

    /// <summary>Adds them, once in the life of a store: nobody can delete the team.</summary>
    public async Task<bool> EnsureAsync(IConsentTransaction transaction, CancellationToken cancellationToken)
    {
        bool isThere = (await transaction.ListTeamsAsync(cancellationToken)).Any(team => team.Id == Id(1));
        return !isThere && await AddAsync(transaction, cancellationToken);
    }

    private async Task<bool> AddAsync(IConsentTransaction transaction, CancellationToken cancellationToken)
    {
        (User admin, User user) = (organization.Users[0], organization.Users[1]);
        await transaction.SaveAsync(new Team(Id(1), "Sales", [user.Id]), cancellationToken);
        Component nearby = Command(admin);
        await transaction.SaveAsync(nearby, cancellationToken);
        await transaction.SaveAsync(Digest(admin), cancellationToken);
        Extension poll = Poll(admin);
        await transaction.SaveAsync(poll, cancellationToken);
        await transaction.SaveAsync(Bot(admin, poll), cancellationToken);
        ConsentRequest answered = Request(6, new ConsentSubject(Audience.User, admin.Id), nearby.Target, nearby.Manifest).Close(RequestState.Granted, now);
        await transaction.SaveAsync(answered, cancellationToken);
        await transaction.SaveAsync(GrantOf(answered, admin), cancellationToken);
        await transaction.SaveAsync(Request(7, new ConsentSubject(Audience.User, user.Id), nearby.Target, nearby.Manifest), cancellationToken);
        await transaction.SaveAsync(Request(8, new ConsentSubject(Audience.Organization, organization.Id), poll.Target, poll.Manifest), cancellationToken);
        await transaction.AddAsync(
            new ConsentEvent
            {
                Id = Id(9),
                Kind = ConsentEventKind.Granted,
                Time = now,
                ActorId = admin.Id,
                Subject = answered.Subject,
                TargetId = nearby.Id,
                RequestId = answered.Id,
                GrantId = Id(5),
                AccessKeys = [.. nearby.Manifest.Accesses.Select(access => access.Key)],
            },
            cancellationToken);
        return true;
    }

    private long Id(int number) => organization.Id + FirstId + number;

    private Component Command(User author) => new Component
    {
        Id = Id(2),
        KindName = ComponentKind.Command.Name,
        Name = "nearby",
        CreatorId = author.Id,
        CreatedTime = now,
        ModifiedTime = now,
        Handlers = [new Handler("execution_handler", "info location;", [], [Access("object:location", "Find places around you")])],
        Declared =
        [
            Access("object:location", "Find places around you"),
            Access("task:zoho.crm.searchRecords@connection:crm_main", "Show customers nearby") with
            {
                Authentication = Authentication.Admin, Operations = [Core.Consents.Access.Read], Modules = ["Leads"], IsRequired = false,
            },
            Access("api:GET https://maps.example.com/*@connection:maps", "Search places") with { Service = "Example Maps", Authentication = Authentication.User, Operations = [Core.Consents.Access.Read] },
        ],
        Manifest = Manifest.Empty with { Version = 0 },
    }.WithManifest();

    private Component Bot(User author, Extension extension) => new Component
    {
        Id = Id(3),
        KindName = ComponentKind.Bot.Name,
        Name = "poll",
        CreatorId = author.Id,
        ExtensionId = extension.Id,
        CreatedTime = now,
        ModifiedTime = now,
        Handlers = [new Handler("message_handler", "info message;", [], [Access("object:message", "Count your answer")])],
        Manifest = Manifest.Empty with { Version = 0 },
    }.WithManifest();

    private Component Digest(User owner) => new Component
    {
        Id = Id(10),
        KindName = ComponentKind.Scheduler.Name,
        Name = "digest",
        Scope = ComponentScope.Personal,
        CreatorId = owner.Id,
        CreatedTime = now,
        ModifiedTime = now,
        Handlers = [new Handler("execution_handler", "info user;", [], [Access("object:user", "Greet you in your digest of the day")])],
        Manifest = Manifest.Empty with { Version = 0 },
    }.WithManifest();

    private Extension Poll(User author) => new()
    {
        Id = Id(4),
        Name = "Poll",
        CreatorId = author.Id,
        CreatedTime = now,
        Manifest = (Manifest.Empty with { Version = 0 }).Next([Access("object:organization", "Show your company's name in polls")], []),
    };

    private ConsentRequest Request(int number, ConsentSubject subject, ConsentTarget target, Manifest manifest) => new()
    {
        Id = Id(number),
        Subject = subject,
        Target = target,
        Manifest = manifest,
        NewKeys = [.. manifest.Accesses.Select(access => access.Key)],
        Reason = ConsentReason.FirstUse,
        CreatedTime = now,
        ExpiresTime = now + ConsentRequest.Lifetime,
    };

    private Grant GrantOf(ConsentRequest request, User user) => new()
    {
        Id = Id(5),
        RequestId = request.Id,
        Subject = request.Subject,
        Target = request.Target,
        GrantedBy = user.Id,
        ManifestVersion = request.Manifest.Version,
        Digest = request.Manifest.Digest,
        Accesses = request.Manifest.Accesses,
        GrantedTime = now,
        ExpiresTime = now + new PlatformConsentOptions().ValidityOf(Audience.User),
    };

    private static Access Access(string key, string purpose) => new() { Key = key, Service = AccessKey.Parse(key)!.Service, Purpose = purpose };
}
