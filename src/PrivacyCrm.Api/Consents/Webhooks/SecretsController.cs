using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents.Webhooks;

/// <summary>Makes the secrets by which webhooks know that a call comes from here.</summary>
/// <param name="store">Where components are.</param>
/// <param name="connections">Where secrets are.</param>
[Tags("Components")]
public sealed class SecretsController(IConsentStore store, ConnectionBook connections) : PlatformController
{
    /// <summary>Makes a new secret for a component and tells it once. The one before is worth nothing any more.</summary>
    /// <param name="collection">The collection of the component.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The secret.</returns>
    [HttpPost("{collection:cliqCollection}/{id}/secret")]
    [RequiresScope("ZohoCliq.{collection}.UPDATE")]
    public async Task<IActionResult> Renew([FromRoute] string collection, [FromRoute] string id, CancellationToken cancellationToken)
    {
        Component? found = await store.ReadAsync(
            Caller.Organization.Id, (reads, token) => ComponentFinder.FindAsync(reads, Caller, ComponentKind.OfCollection(collection), RecordId.Parse(id), token), cancellationToken);
        if (found is null || !ComponentEditor.MayChange(Caller, found))
        {
            return Refuse(found is null ? CrmErrors.Consents.ComponentNotFound() : CrmErrors.Consents.NotPermitted());
        }

        string secret = await connections.RenewSecretAsync(Caller.Organization.Id, found.Id, cancellationToken);
        return Show(
            "secret",
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("secret", secret);
                writer.WriteEndObject();
            },
            StatusCodes.Status201Created);
    }
}
