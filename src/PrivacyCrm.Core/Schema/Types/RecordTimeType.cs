using System.Globalization;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>Created_Time and Modified_Time: date-times that stand in columns of the record, as seconds since 1970.</summary>
public sealed class RecordTimeType : DateTimeType
{
    /// <inheritdoc/>
    public override string Code => "record_time";

    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Column;

    /// <inheritdoc/>
    public override bool CanBeCreated => false;

    /// <inheritdoc/>
    public override KeyRange? ParseKey(string text, Field field, Organization organization) =>
        base.ParseKey(text, field, organization) is { } range ? new(Seconds(range.Low), Seconds(range.High)) : null;

    private static string Seconds(string key) => Instants.Stored(key).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
