using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Demo;

/// <summary>Fills the store with the demo, through the same writer as everybody's records.</summary>
/// <param name="organizations">Where organizations are.</param>
/// <param name="identities">Where tokens are.</param>
/// <param name="records">Where records are.</param>
/// <param name="consents">Where consents are.</param>
/// <param name="time">The clock of tokens and consents.</param>
internal sealed class DemoSeed(IOrganizationStore organizations, IIdentityStore identities, IRecordStore records, IConsentStore consents, TimeProvider time)
{
    private static readonly DateTimeOffset Created = new(2026, 1, 12, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Seeds what is not there, and makes the demo's tokens valid again.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        foreach (NewOrganization organization in DemoOrganizations.All)
        {
            if (await organizations.FindAsync(organization.Id, 0, cancellationToken) is null)
            {
                await organizations.AddAsync(organization, cancellationToken);
                await AddRecordsAsync(organization, cancellationToken);
            }

            // Stores from before consents have none of them.
            await consents.ChangeAsync(organization.Id, new DemoConsents(organization, Instants.ToSecond(time.GetUtcNow())).EnsureAsync, cancellationToken);

            await AddTokensAsync(organization, cancellationToken);
        }
    }

    /// <summary>Brings the seeded state back.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        foreach (NewOrganization organization in DemoOrganizations.All)
        {
            await organizations.RemoveAsync(organization.Id, cancellationToken);
        }

        await EnsureAsync(cancellationToken);
    }

    private async Task AddRecordsAsync(NewOrganization seeded, CancellationToken cancellationToken)
    {
        Organization organization = (await organizations.FindAsync(seeded.Id, 0, cancellationToken))!;
        RecordWriter writer = new(records, new IdSource(time) { First = seeded.Id + 500_000_000 }, new DemoClock(Created));
        async Task<List<string>> AddAsync(string module, IEnumerable<JsonObject> rows, int owner = 0)
        {
            Caller caller = new(organization, organization.Users[owner], new ScopeSet(string.Empty));
            List<string> ids = [];
            foreach (JsonObject[] chunk in rows.Chunk(RecordWriter.MaximumRecords))
            {
                using JsonDocument document = JsonDocument.Parse($"[{string.Join(',', chunk.Select(row => row.ToJsonString()))}]");
                IReadOnlyList<RowOutcome> outcomes = await writer.CreateAsync(caller, organization.FindModule(module)!, [.. document.RootElement.EnumerateArray()], cancellationToken);
                ids.AddRange(outcomes.Select(outcome => outcome.Details.Find("id") as string ?? throw new InvalidOperationException($"The demo has a wrong record in {module}: {outcome.Error?.Code} {outcome.Error?.Details.Find("api_name")}.")));
            }

            return ids;
        }

        List<string> accounts = await AddAsync("Accounts", DemoRecords.Accounts(30));
        List<string> contacts = await AddAsync("Contacts", DemoRecords.Contacts(60, accounts), owner: 1);
        await AddAsync("Leads", DemoRecords.Leads(100));
        await AddAsync("Deals", DemoRecords.Deals(40, accounts, contacts), owner: 1);
        await AddAsync("Vendors", DemoRecords.Vendors(12));
        await AddAsync("Tasks", DemoRecords.Activities(30, contacts), owner: 2);
        await AddAsync(DemoOrganizations.CustomModuleName, DemoRecords.Memberships(20));
    }

    // They are all made together, so one tells about the others.
    private async Task<bool> AreValidAsync(NewOrganization seeded, List<Token> all, DateTimeOffset now, CancellationToken cancellationToken) =>
        await identities.FindTokenAsync(seeded.Id, all[^1].Hash, cancellationToken) is { } found && found.Token.Expires > now.AddDays(30);

    private async Task AddTokensAsync(NewOrganization seeded, CancellationToken cancellationToken)
    {
        DemoTokens tokens = new(seeded);
        if (await identities.FindClientAsync(seeded.Id, tokens.ClientId, cancellationToken) is null)
        {
            await identities.AddClientAsync(seeded.Id, new Client(tokens.ClientId, TokenText.Hash(tokens.ClientSecret), "Demo", RedirectUri: null), cancellationToken);
        }

        DateTimeOffset now = time.GetUtcNow();
        List<Token> all = tokens.ToStore(now);
        if (await AreValidAsync(seeded, all, now, cancellationToken))
        {
            return;
        }

        foreach (Token token in all)
        {
            await identities.TakeTokenAsync(seeded.Id, token.Hash, cancellationToken);
        }

        await identities.AddTokensAsync(seeded.Id, all, TokenLimits.None, cancellationToken);
    }
}
