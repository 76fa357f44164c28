using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.History;

/// <summary>Reads stored changes for a reader: closed today means closed in all of the past, whenever it was written.</summary>
/// <param name="module">The module.</param>
/// <param name="access">What the reader may use of its fields.</param>
internal sealed class ChangeReader(Module module, FieldAccess access)
{
    private readonly FrozenDictionary<int, Field> _fields = module.Fields.ToFrozenDictionary(field => field.Number);

    /// <summary>Reads the changes of an entry.</summary>
    /// <param name="changes">As <see cref="ChangeLog"/> wrote them; null for an entry without.</param>
    /// <returns>The changes, in the module's order; those of deleted and hidden fields are left out.</returns>
    public ImmutableArray<FieldChange>? Read(string? changes)
    {
        if (changes is null)
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(changes);
        return [.. json.RootElement.EnumerateObject().Select(ReadField).OfType<FieldChange>()];
    }

    // A closed field is told whenever it was written; of open ones only those that changed are.
    private FieldChange? ReadField(JsonProperty property)
    {
        if (!_fields.TryGetValue(int.Parse(property.Name, CultureInfo.InvariantCulture), out Field? field) || !access.Allows(field, FieldUse.See))
        {
            return null;
        }

        if (!access.Allows(field, FieldUse.Read))
        {
            return new FieldChange(field, null, null);
        }

        return property.Value.ValueKind == JsonValueKind.Array ? new FieldChange(field, Stored(property.Value[0]), Stored(property.Value[1])) : null;
    }

    private static string? Stored(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetRawText();
}
