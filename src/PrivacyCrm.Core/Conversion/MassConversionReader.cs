using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Reads the request of a mass conversion. What is the same for all leads is checked here, before anything is ordered.</summary>
internal sealed class MassConversionReader(Caller caller)
{
    private const int MaximumLeads = 50;

    private Organization Organization => caller.Organization;

    public Result<MassConversion> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.UnreadableBody();
        }

        if (!ReadIds(body).TryGet(out ImmutableArray<long> ids, out CrmError? error)
            || !ReadOwner(body).TryGet(out long owner, out error)
            || !ReadDeal(body).TryGet(out string? deal, out error)
            || !ReadModules(body, "carry_over_tags").TryGet(out ImmutableArray<string> tagged, out error)
            || !ConversionRequestReader.ReadAttachments(body, "$.move_attachments_to", Organization).TryGet(out string? attachments, out error))
        {
            return error;
        }

        return (WrongList(body) ?? WrongFlag(body)) is { } wrong ? wrong : new MassConversion(ids, owner, deal, attachments, tagged);
    }

    private static Result<ImmutableArray<long>> ReadIds(JsonElement body)
    {
        if (ConversionRequestReader.Sent(body, "ids") is not { } ids)
        {
            return CrmErrors.Records.MandatoryMissing("ids", "$.ids");
        }

        if (ids.ValueKind != JsonValueKind.Array || ids.GetArrayLength() == 0)
        {
            return CrmErrors.Records.WrongType("ids", "$.ids", "jsonarray");
        }

        if (ids.GetArrayLength() > MaximumLeads)
        {
            return CrmErrors.Records.TooManyRecords("ids", MaximumLeads);
        }

        long?[] read = [.. ids.EnumerateArray().Select(RecordId.Read)];
        int wrong = Array.IndexOf(read, null);
        return wrong >= 0 ? CrmErrors.Records.InvalidId("ids", $"$.ids[{wrong}]") : (ImmutableArray<long>)[.. read.OfType<long>().Distinct()];
    }

    private Result<long> ReadOwner(JsonElement body)
    {
        if (ConversionRequestReader.Sent(body, "assign_to") is not { } sent)
        {
            return CrmErrors.Records.MandatoryMissing("assign_to", "$.assign_to");
        }

        JsonElement? id = sent.ValueKind == JsonValueKind.Object ? ConversionRequestReader.Sent(sent, "id") : sent;
        if (id is not { } known)
        {
            return CrmErrors.Records.MandatoryMissing("id", "$.assign_to.id");
        }

        long owner = RecordId.Read(known) ?? 0;
        return Subordinates.Includes(caller, owner) ? owner : CrmErrors.Conversion.NotSubordinate("assign_to", "$.assign_to.id");
    }

    private Result<string?> ReadDeal(JsonElement body)
    {
        if (!ConversionRequestReader.ReadDeal(body, "$.Deals").TryGet(out JsonElement? sent, out CrmError? error))
        {
            return error;
        }

        if (sent is not { } deal || Organization.FindModule(ConversionModules.Deals) is not { } deals)
        {
            return (string?)null;
        }

        return new DealReader(deals, caller).Read(deal, "$.Deals", "$.Deals").TryGet(out _, out error) ? deal.GetRawText() : error;
    }

    private Result<ImmutableArray<string>> ReadModules(JsonElement body, string name)
    {
        if (ConversionRequestReader.Sent(body, name) is not { } sent)
        {
            return ImmutableArray<string>.Empty;
        }

        if (sent.ValueKind != JsonValueKind.Array)
        {
            return CrmErrors.Records.WrongType(name, $"$.{name}", "jsonarray");
        }

        string?[] modules = [.. sent.EnumerateArray().Select(one => ConversionRequestReader.ModuleIn(one, Organization))];
        int wrong = Array.IndexOf(modules, null);
        return wrong >= 0
            ? CrmErrors.Records.NotSupportedValue("api_name", $"$.{name}[{wrong}].api_name", ConversionModules.All)
            : (ImmutableArray<string>)[.. modules.OfType<string>().Distinct()];
    }

    // What belongs to a lead moves anyway, so the list changes nothing.
    private static CrmError? WrongList(JsonElement body) =>
        ConversionRequestReader.Sent(body, "related_modules") is { ValueKind: not JsonValueKind.Array } ? CrmErrors.Records.WrongType("related_modules", "$.related_modules", "jsonarray") : null;

    private static CrmError? WrongFlag(JsonElement body) =>
        ConversionRequestReader.Sent(body, "apply_assignment_threshold") is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) }
            ? CrmErrors.Records.WrongType("apply_assignment_threshold", "$.apply_assignment_threshold", "boolean")
            : null;
}
