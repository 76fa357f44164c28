using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Health;

/// <summary>
/// Goes the way of a read once while the server starts, so that its first caller does not wait for code and settings that are needed for the first time.
/// </summary>
/// <param name="organizations">Where organizations are.</param>
/// <param name="callers">Finds out who is calling.</param>
/// <param name="reader">Reads.</param>
/// <param name="store">Tells outages from bugs.</param>
internal sealed class FirstRead(IOrganizationStore organizations, CallerSource callers, RecordReader reader, IStoreHealth store)
{
    /// <summary>Reads a record that nobody has, as somebody of the organization that changed last: the first caller is likely to be of it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await organizations.FindNewestAsync(cancellationToken) is not { Users: [User user, ..] } organization)
            {
                return;
            }

            await callers.FindAsync(TokenText.Create(organization.Id), cancellationToken);
            Caller caller = new(organization, user, new ScopeSet(string.Empty));
            Module module = organization.Modules.First(one => one.IsInApi);
            await reader.FindAsync(caller, module, "0", fields: null, modifiedSince: null, cancellationToken);
        }
        catch (Exception exception) when (store.IsOutage(exception))
        {
            // Whoever reads next is told.
        }
    }
}
