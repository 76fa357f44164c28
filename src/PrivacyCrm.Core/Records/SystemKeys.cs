using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>The system keys of records. Most belong to features that are not here and have the value of a record that uses none.</summary>
public static class SystemKeys
{
    private static readonly ImmutableArray<SystemKey> Everywhere =
    [
        new("$currency_symbol", (writer, _, context) => writer.WriteStringValue(context.Organization.Profile.CurrencySymbol)),
        new("$field_states", Null),
        new("$sharing_permission", (writer, _, _) => writer.WriteStringValue("full_access")),
        new("$process_flow", False),
        new("$locked_for_me", False),
        new("$approval", (writer, _, _) => Flags(writer, "delegate", "approve", "reject", "resubmit")),
        new("$wizard_connection_path", Null),
        new("$editable", (writer, state, _) => writer.WriteBooleanValue(!state.IsStopped && !state.IsConverted)) { IsOfRecord = true },
        new("$zia_owner_assignment", (writer, _, _) => writer.WriteStringValue("owner_recommendation_unavailable")),
        new("$review_process", (writer, _, _) => Flags(writer, "approve", "reject", "resubmit")),
        new("$review", Null),
        new("$zia_visions", Null),
        new("$converted_detail", WriteConversion) { IsOfRecord = true },
        new("$orchestration", False),
        new("$in_merge", False),
        new("$approval_state", (writer, _, _) => writer.WriteStringValue("approved")),
        new("$pathfinder", False),
        new("$layout_id", WriteLayout),
        new("$has_more", Empty),
        new("$converted", (writer, state, _) => writer.WriteBooleanValue(state.IsConverted)) { IsOfRecord = true },
        new("$approved", (writer, _, _) => writer.WriteBooleanValue(true)),
    ];

    private static readonly ImmutableArray<SystemKey> WithPrivacy =
    [
        .. Everywhere,
        new("$stop_processing", (writer, state, _) => writer.WriteBooleanValue(state.IsStopped)) { IsOfRecord = true },
        new("$data_source_details", Empty),
    ];

    /// <summary>The system keys of a module's records.</summary>
    /// <param name="module">The module.</param>
    /// <param name="organization">Its organization.</param>
    /// <returns>The keys; those of privacy only where it applies.</returns>
    public static ImmutableArray<SystemKey> Of(Module module, Organization organization)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(organization);
        return organization.Privacy.AppliesTo(module.ApiName) ? WithPrivacy : Everywhere;
    }

    private static void Null(Utf8JsonWriter writer, RecordState state, ViewContext context) => writer.WriteNullValue();

    private static void False(Utf8JsonWriter writer, RecordState state, ViewContext context) => writer.WriteBooleanValue(false);

    private static void Empty(Utf8JsonWriter writer, RecordState state, ViewContext context)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    private static void Flags(Utf8JsonWriter writer, params ReadOnlySpan<string> names)
    {
        writer.WriteStartObject();
        foreach (string name in names)
        {
            writer.WriteBoolean(name, false);
        }

        writer.WriteEndObject();
    }

    private static void WriteConversion(Utf8JsonWriter writer, RecordState state, ViewContext context)
    {
        writer.WriteStartObject();
        state.Conversion?.WriteTo(writer, context);
        writer.WriteEndObject();
    }

    private static void WriteLayout(Utf8JsonWriter writer, RecordState state, ViewContext context)
    {
        writer.WriteStartObject();
        writer.WriteString("display_label", "Standard");
        writer.WriteString("name", "Standard");
        writer.WriteString("id", RecordId.Format(context.Module.LayoutId));
        writer.WriteEndObject();
    }
}
