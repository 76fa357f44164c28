using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>A reference to a user; shown as <c>{name, id, email}</c>, found by name or id.</summary>
/// <param name="name">The <c>data_type</c> of the metadata.</param>
public abstract class UserReferenceType(string name) : FieldType(name, "jsonobject")
{
    /// <inheritdoc/>
    public override KeyKind Key => KeyKind.Indexed;

    /// <inheritdoc/>
    public override ImmutableArray<CriteriaOperator> Operators => CriteriaOperators.ForChoice;

    /// <inheritdoc/>
    public override int DefaultLength => 120;

    /// <inheritdoc/>
    public override ReadOutcome Read(JsonElement json, FieldInput input)
    {
        bool isObject = json.ValueKind == JsonValueKind.Object;
        if (!isObject && json.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return new ValueProblem(ExpectedDataType: JsonType);
        }

        User? user = isObject ? Named(json, input.Organization) : input.Organization.FindUser(RecordId.Read(json));
        if (user is null)
        {
            return new ValueProblem(IsUnknownId: true, SubPath: isObject ? ".id" : string.Empty);
        }

        string id = user.Id.ToString(CultureInfo.InvariantCulture);
        return new FieldValue($"\"{id}\"", id);
    }

    /// <inheritdoc/>
    public override bool IsShownAsStored => false;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> stored, Field field, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.WriteUser(writer, RecordId.Parse(stored[1..^1]));
    }

    /// <inheritdoc/>
    public override string TextOf(string stored, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string id = JsonText.Unquote(stored);
        return context.Organization.FindUser(RecordId.Parse(id))?.FullName ?? id;
    }

    /// <inheritdoc/>
    public override KeyRange? ParseKey(string text, Field field, Organization organization) => KeyRange.Point(text);

    private static User? Named(JsonElement json, Organization organization)
    {
        if (json.TryGetProperty("id", out JsonElement id))
        {
            return organization.FindUser(RecordId.Read(id));
        }

        return json.TryGetProperty("email", out JsonElement email) && email.ValueKind == JsonValueKind.String
            ? organization.FindUserByEmail(email.GetString()!)
            : null;
    }
}
