using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Clock;

/// <summary>Reads the bodies of the clock's calls.</summary>
internal static class ClockRequest
{
    // Longer than the clock can show, and short enough to be counted.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(100_000);

    private static readonly (string Name, TimeSpan Length)[] Units =
        [("days", TimeSpan.FromDays(1)), ("hours", TimeSpan.FromHours(1)), ("minutes", TimeSpan.FromMinutes(1)), ("seconds", TimeSpan.FromSeconds(1))];

    /// <summary>The time to show, of <c>{"now": …}</c>.</summary>
    public static Result<DateTimeOffset> Now(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("now", out JsonElement now) && now.ValueKind == JsonValueKind.String
        && Instants.TryParse(now.GetString()!, TimeZoneInfo.Utc, out DateTimeOffset instant)
            ? instant
            : CrmErrors.Records.WrongType("now", "$.now", "datetime");

    /// <summary>The time to advance by, of <c>{"days": …, "hours": …, "minutes": …, "seconds": …}</c>.</summary>
    public static Result<TimeSpan> Step(JsonElement body)
    {
        double seconds = 0;
        int read = 0;
        foreach ((string name, TimeSpan length) in Units)
        {
            if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out JsonElement value))
            {
                continue;
            }

            if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out int amount))
            {
                return CrmErrors.Records.WrongType(name, $"$.{name}", "integer");
            }

            seconds += amount * length.TotalSeconds;
            read++;
        }

        return read == 0 ? CrmErrors.Records.MandatoryMissing("days", "$.days")
            : Math.Abs(seconds) > Longest.TotalSeconds ? CrmErrors.Records.InvalidValue("days", "$.days")
            : TimeSpan.FromSeconds(seconds);
    }
}
