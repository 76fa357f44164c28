using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>The id of a record: a bigint that the system gives.</summary>
public sealed class RecordIdType() : FieldType("bigint", "string")
{
    /// <inheritdoc/>
    public override string Code => "record_id";

    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Column;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => CriteriaOperators.ForOrdered;

    /// <inheritdoc/>
    public override int UiType => 52;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input) => FieldValue.Null;

    /// <inheritdoc/>
    public override KeyRange? ParseKey(string text, Field field, Organization organization) =>
        RecordId.Parse(text) is { } id ? KeyRange.Point(id.ToString(CultureInfo.InvariantCulture)) : null;
}
