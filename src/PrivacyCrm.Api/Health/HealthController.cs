using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Health;

/// <summary>Tells whoever watches the server how it is.</summary>
/// <param name="store">The database.</param>
/// <param name="readiness">Whether the store is prepared.</param>
[Route("health")]
[OpenToAll("It tells nothing but whether the server works.")]
public sealed class HealthController(IStoreHealth store, Readiness readiness) : ControllerBase
{
    /// <summary>Tells that the process answers.</summary>
    /// <returns>200.</returns>
    [HttpGet("live")]
    public IActionResult Live() => Answer(isWell: true);

    /// <summary>Tells whether the database answers as well.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>200 or 503.</returns>
    [HttpGet("ready")]
    public async Task<IActionResult> Ready(CancellationToken cancellationToken) => Answer(readiness.IsPrepared && await store.IsReadyAsync(cancellationToken));

    private static JsonAnswer Answer(bool isWell) => JsonAnswer.Of(isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", isWell ? "ok" : "unavailable");
        writer.WriteEndObject();
    });
}
