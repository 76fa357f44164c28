using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Api.Settings;

/// <summary>Writes a custom view with every key of the original. Values of criteria on fields closed to the reader are null.</summary>
internal sealed class ViewMetadata(Caller caller, Module module)
{
    private readonly FieldAccess _access = caller.AccessTo(module);

    public void Write(Utf8JsonWriter writer, CustomView view)
    {
        writer.WriteStartObject();
        WriteIdentity(writer, view);
        WriteHistory(writer, view);
        writer.WritePropertyName("criteria");
        WriteCriteria(writer, view.Criteria);
        writer.WriteStartArray("cross_filters");
        writer.WriteEndArray();
        WriteColumns(writer, view);
        WriteField(writer, "sort_by", FieldOf(view.SortBy));
        writer.WriteString("sort_order", view.SortBy is null ? null : view.IsDescending ? "desc" : "asc");
        WriteShares(writer, view);
        writer.WriteEndObject();
    }

    private void WriteIdentity(Utf8JsonWriter writer, CustomView view)
    {
        writer.WriteString("display_value", view.Name);
        writer.WriteString("access_type", view.Access switch { ViewAccess.Public => "public", ViewAccess.Shared => "shared", _ => "only_to_me" });
        writer.WriteString("system_name", view.SystemName);
        writer.WriteBoolean("default", view.Id == SystemViews.DefaultOf(module));
        writer.WriteString("name", view.Name);
        writer.WriteBoolean("system_defined", view.IsSystem);
        writer.WriteString("id", RecordId.Format(view.Id));
        writer.WriteString("category", CategoryOf(view));
        writer.WriteBoolean("locked", view.IsLocked);
        writer.WriteNull("favorite");
        writer.WriteBoolean("offline", false);
        writer.WriteBoolean("wrap_text", false);
        writer.WriteStartObject("module");
        writer.WriteString("api_name", module.ApiName);
        writer.WriteString("id", RecordId.Format(module.Id));
        writer.WriteEndObject();
    }

    private string CategoryOf(CustomView view) => view.IsSystem || view.Access == ViewAccess.Public && view.CreatedBy != caller.User.Id ? "public_views"
        : view.CreatedBy == caller.User.Id ? "created_by_me"
        : view.Access == ViewAccess.Shared && view.SharedTo.Contains(caller.User.Id) ? "shared_with_me"
        : "other_users_views";

    private void WriteHistory(Utf8JsonWriter writer, CustomView view)
    {
        WriteUser(writer, "created_by", view.CreatedBy);
        writer.WriteString("created_time", view.CreatedTime is { } created ? Instants.Format(created, caller.User.TimeZone) : null);
        WriteUser(writer, "modified_by", view.ModifiedBy);
        writer.WriteString("modified_time", view.ModifiedTime is { } modified ? Instants.Format(modified, caller.User.TimeZone) : null);
        writer.WriteNull("last_accessed_time");
    }

    private void WriteUser(Utf8JsonWriter writer, string name, long? id)
    {
        if (caller.Organization.FindUser(id) is not { } user)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("name", user.FullName);
        writer.WriteString("id", RecordId.Format(user.Id));
        writer.WriteEndObject();
    }

    private void WriteCriteria(Utf8JsonWriter writer, ViewCriteria? criteria)
    {
        if (criteria is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        if (criteria.FieldId is { } id)
        {
            WriteCondition(writer, criteria, FieldOf(id));
        }
        else
        {
            writer.WriteString("group_operator", criteria.IsAnd ? "AND" : "OR");
            writer.WriteStartArray("group");
            foreach (ViewCriteria member in criteria.Group)
            {
                WriteCriteria(writer, member);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void WriteCondition(Utf8JsonWriter writer, ViewCriteria criteria, Field? field)
    {
        writer.WriteString("comparator", criteria.Comparator);
        WriteField(writer, "field", field);
        writer.WriteString("type", "value");
        writer.WritePropertyName("value");
        if (field is null || !_access.Allows(field, FieldUse.Read | FieldUse.Filter))
        {
            writer.WriteNullValue();
        }
        else if (!criteria.IsList)
        {
            WriteValue(writer, field, criteria.Values[0]);
        }
        else
        {
            writer.WriteStartArray();
            foreach (string value in criteria.Values)
            {
                WriteValue(writer, field, value);
            }

            writer.WriteEndArray();
        }
    }

    private void WriteValue(Utf8JsonWriter writer, Field field, string value)
    {
        if (field.Type is UserReferenceType or RecordLookupType && value is not (Placeholders.Empty or Placeholders.NotEmpty))
        {
            WriteReference(writer, field, value);
        }
        else if (Placeholders.IsOne(value) || field.Type.JsonType is "string" or "jsonarray")
        {
            writer.WriteStringValue(value);
        }
        else
        {
            writer.WriteRawValue(value);
        }
    }

    // The name of a referenced record is not looked up: it is another record's value.
    private void WriteReference(Utf8JsonWriter writer, Field field, string value)
    {
        writer.WriteStartObject();
        if (value == Placeholders.CurrentUser)
        {
            writer.WriteString("name", value);
        }
        else
        {
            writer.WriteString("name", field.Type is UserReferenceType ? caller.Organization.FindUser(RecordId.Parse(value))?.FullName : null);
            writer.WriteString("id", value);
        }

        writer.WriteEndObject();
    }

    private void WriteColumns(Utf8JsonWriter writer, CustomView view)
    {
        writer.WriteStartArray("fields");
        foreach (Field field in view.Columns.Select(id => FieldOf(id)).OfType<Field>().Where(field => _access.Allows(field, FieldUse.See)))
        {
            writer.WriteStartObject();
            writer.WriteString("api_name", field.ApiName);
            writer.WriteBoolean("_pin", false);
            writer.WriteString("id", RecordId.Format(field.Id));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter writer, string name, Field? field)
    {
        if (field is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("api_name", field.ApiName);
        writer.WriteString("id", RecordId.Format(field.Id));
        writer.WriteEndObject();
    }

    private void WriteShares(Utf8JsonWriter writer, CustomView view)
    {
        if (view.Access != ViewAccess.Shared)
        {
            writer.WriteNull("shared_to");
            return;
        }

        writer.WriteStartArray("shared_to");
        foreach (User user in view.SharedTo.Select(id => caller.Organization.FindUser(id)).OfType<User>())
        {
            writer.WriteStartObject();
            writer.WriteString("type", "users");
            writer.WriteString("name", user.FullName);
            writer.WriteString("id", RecordId.Format(user.Id));
            writer.WriteNull("subordinates");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private Field? FieldOf(long? id) => id is { } known ? module.Fields.FirstOrDefault(field => field.Id == known) : null;
}
