using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Clock;

/// <summary>Moves the server's clock, so that a test of "60 days later" takes no 60 days.</summary>
/// <param name="clock">The clock.</param>
[Route("_privacycrm/clock")]
[Tags("Test clock")]
[OpenToAll("It is a door for scripts on the same machine, by configuration only and never in Production.")]
[LocalDoor<ClockOptions>]
internal sealed class ClockController(ServerClock clock) : ControllerBase
{
    /// <summary>Tells the server's time.</summary>
    /// <returns>The time, and how far it is ahead of the real one.</returns>
    [HttpGet]
    public IActionResult Get() => Answer();

    /// <summary>Sets the server's clock; it goes on from there.</summary>
    /// <param name="cancellationToken">Ends the read of the body.</param>
    /// <returns>The new time.</returns>
    [HttpPut]
    public Task<IActionResult> Set(CancellationToken cancellationToken) =>
        MoveAsync(body => ClockRequest.Now(body).TryGet(out DateTimeOffset now, out CrmError? error) ? clock.TrySet(now) : error, "now", cancellationToken);

    /// <summary>Advances the server's clock, or puts it back by negative numbers.</summary>
    /// <param name="cancellationToken">Ends the read of the body.</param>
    /// <returns>The new time.</returns>
    [HttpPost("advance")]
    public Task<IActionResult> Advance(CancellationToken cancellationToken) =>
        MoveAsync(body => ClockRequest.Step(body).TryGet(out TimeSpan step, out CrmError? error) ? clock.TryAdvance(step) : error, "days", cancellationToken);

    private async Task<IActionResult> MoveAsync(Func<JsonElement, Result<bool>> move, string member, CancellationToken cancellationToken)
    {
        if (!(await StrictJson.ReadAsync(Request, cancellationToken)).TryGet(out JsonDocument? body, out CrmError? error))
        {
            return JsonAnswer.Of(error);
        }

        using (body)
        {
            if (!move(body.RootElement).TryGet(out bool isMoved, out error))
            {
                return JsonAnswer.Of(error);
            }

            return isMoved ? Answer() : JsonAnswer.Of(CrmErrors.Records.InvalidValue(member, $"$.{member}"));
        }
    }

    private JsonAnswer Answer() => JsonAnswer.Of(StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("now", Instants.Format(clock.GetUtcNow(), TimeZoneInfo.Utc));
        writer.WriteNumber("ahead_by_seconds", (long)clock.Ahead.TotalSeconds);
        writer.WriteEndObject();
    });
}
