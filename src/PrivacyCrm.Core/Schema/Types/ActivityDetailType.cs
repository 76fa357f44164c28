using System.Text.Json;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>Reminders and repetitions of activities, kept as sent: nothing here acts on them.</summary>
/// <param name="name">One of <c>event_reminder</c>, <c>ALARM</c>, <c>RRULE</c>, <c>multireminder</c>.</param>
public sealed class ActivityDetailType(string name) : FieldType(name, name == "multireminder" ? "jsonarray" : "jsonobject")
{
    private const int MaximumJsonLength = 2_000;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        string raw = json.GetRawText();
        if (raw.Length > MaximumJsonLength)
        {
            return new ValueProblem(MaximumLength: MaximumJsonLength);
        }

        return raw.Contains("\\u0000", StringComparison.Ordinal) ? new ValueProblem(ExpectedDataType: JsonType) : new FieldValue(raw);
    }
}
