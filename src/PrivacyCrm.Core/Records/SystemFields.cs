using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records;

/// <summary>Fields of a record that is being written which the system fills, whoever may write them. Nothing happens in modules without them.</summary>
internal static class SystemFields
{
    /// <summary>The user that a field names.</summary>
    public static long? UserOf(this WorkingRecord record, string apiName) => record.ReferenceOf(apiName);

    /// <summary>The record or user that a lookup points at.</summary>
    public static long? ReferenceOf(this WorkingRecord record, string apiName) =>
        record.Module.Find(apiName) is { } field && record.JsonOf(field) is { } json ? RecordId.Parse(json[1..^1]) : null;

    /// <summary>Sets a field.</summary>
    /// <param name="record">The record.</param>
    /// <param name="apiName">The field.</param>
    /// <param name="json">The value.</param>
    /// <param name="key">Its key.</param>
    public static void SetSystem(this WorkingRecord record, string apiName, string? json, string? key)
    {
        if (record.Module.Find(apiName) is { } field)
        {
            record.Set(field, new FieldValue(json, key));
        }
    }

    /// <summary>Names a user.</summary>
    public static void SetUser(this WorkingRecord record, string apiName, long userId) => record.SetReference(apiName, userId);

    /// <summary>Points a lookup at a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="apiName">The field.</param>
    /// <param name="id">What it points at; null for nothing.</param>
    public static void SetReference(this WorkingRecord record, string apiName, long? id) =>
        record.SetSystem(apiName, id is { } known ? $"\"{RecordId.Format(known)}\"" : null, id is { } one ? RecordId.Format(one) : null);

    /// <summary>Sets a choice.</summary>
    public static void SetChoice(this WorkingRecord record, string apiName, string choice) => record.SetSystem(apiName, JsonText.Quote(choice), choice);

    /// <summary>Makes the full name of its parts.</summary>
    public static void SetFullName(this WorkingRecord record)
    {
        if (record.Module.Fields.FirstOrDefault(one => one.Type is FullNameType) is not { } field)
        {
            return;
        }

        IEnumerable<string> parts = FullNameType.Parts
            .Select(record.Module.Find)
            .OfType<Field>()
            .Select(record.JsonOf)
            .OfType<string>()
            .Select(JsonText.Unquote);
        string name = string.Join(' ', parts);
        record.Set(field, name.Length == 0 ? FieldValue.Null : new FieldValue(JsonText.Quote(name), Keys.Fold(name)));
    }
}
