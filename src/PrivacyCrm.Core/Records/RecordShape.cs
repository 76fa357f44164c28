using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records;

/// <summary>What all records of a read have in common when they are shown: keys, and the values of those without one. It is made once for many reads.</summary>
public sealed class RecordShape
{
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Initializes a new instance of the <see cref="RecordShape"/> class.</summary>
    /// <param name="module">The module.</param>
    /// <param name="organization">Its organization.</param>
    /// <param name="fields">The fields shown.</param>
    /// <param name="systemKeys">The system keys shown, such as <c>$stop_processing</c>.</param>
    internal RecordShape(Module module, Organization organization, ImmutableArray<PlannedField> fields, ImmutableArray<SystemKey> systemKeys)
    {
        Fields = fields;
        Places = new DocumentPlaces(module.Fields, fields);
        Lookups = [.. Enumerable.Range(0, fields.Length).Where(index => fields[index].IsOpen && fields[index].Field.Type is RecordLookupType)];
        LookupKeys = [.. Lookups.Select(index => Encoding.UTF8.GetBytes($"\"{fields[index].Field.ApiName}\":"))];
        ViewContext nobody = new(module, organization, TimeZoneInfo.Utc, ImmutableDictionary<long, string>.Empty);
        Parts = [.. fields.Select((planned, index) => new FieldPart(
            Written(index > 0, planned.Field.ApiName, value: null),
            Written(index > 0, planned.Field.ApiName, writer => WriteNothing(writer, planned, nobody)),
            WayOf(planned)))];
        KeyParts = [.. PartsOf(systemKeys, hasBefore: fields.Length > 0, nobody)];
    }

    /// <summary>Gets the fields shown, in the module's order.</summary>
    public ImmutableArray<PlannedField> Fields { get; }

    /// <summary>Gets which of the fields are open references to records, whose names are shown.</summary>
    internal ImmutableArray<int> Lookups { get; }

    /// <summary>Gets the keys of those references, as documents have them.</summary>
    internal ImmutableArray<byte[]> LookupKeys { get; }

    /// <summary>Gets where the fields stand in documents.</summary>
    internal DocumentPlaces Places { get; }

    /// <summary>Gets the parts of the fields, in their order.</summary>
    internal ImmutableArray<FieldPart> Parts { get; }

    /// <summary>Gets the parts of the system keys: bytes that are the same for all records, then a key whose value is not, or null.</summary>
    internal ImmutableArray<(byte[] Same, SystemKey? Key)> KeyParts { get; }

    private static FieldWay WayOf(PlannedField planned) => !planned.IsOpen ? FieldWay.Closed
        : planned.Field.Type is RecordIdType ? FieldWay.Id
        : planned.Field.Type.IsShownAsStored ? FieldWay.AsStored
        : FieldWay.Written;

    private static void WriteNothing(Utf8JsonWriter writer, PlannedField planned, ViewContext context)
    {
        if (planned.IsOpen)
        {
            planned.Field.Type.WriteAbsent(writer, context);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static IEnumerable<(byte[] Same, SystemKey? Key)> PartsOf(ImmutableArray<SystemKey> keys, bool hasBefore, ViewContext context)
    {
        List<byte> same = [];
        foreach (SystemKey key in keys)
        {
            same.AddRange(Written(hasBefore, key.Name, key.IsOfRecord ? null : writer => key.Write(writer, default, context)));
            hasBefore = true;
            if (key.IsOfRecord)
            {
                yield return ([.. same], key);
                same.Clear();
            }
        }

        yield return ([.. same], null);
    }

    // A member, or without a value what stands before it.
    private static byte[] Written(bool hasBefore, string name, Action<Utf8JsonWriter>? value)
    {
        ArrayBufferWriter<byte> bytes = new();
        using Utf8JsonWriter writer = new(bytes, Options);
        writer.WriteStartObject();
        writer.WritePropertyName(name);
        value?.Invoke(writer);
        writer.Flush();
        byte[] member = bytes.WrittenSpan[1..].ToArray();
        return hasBefore ? [(byte)',', .. member] : member;
    }
}
