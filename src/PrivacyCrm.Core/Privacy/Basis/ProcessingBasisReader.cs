using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Privacy.Basis;

/// <summary>Reads Data_Processing_Basis_Details from the body of a write.</summary>
public static class ProcessingBasisReader
{
    private const int MaximumTextLength = 2_000;

    private static readonly Func<ProcessingBasis, ProcessingBasis> Unchanged = basis => basis;

    private static readonly string[] WritableChannels = ["Email", "Call"];

    /// <summary>Reads the object. Unknown and read-only keys are ignored.</summary>
    /// <param name="json">The value as sent.</param>
    /// <param name="apiName">The field's name.</param>
    /// <param name="path">The JSON path of the field.</param>
    /// <returns>The change, or the refusal that names the key.</returns>
    public static Result<ProcessingBasisChange> Read(JsonElement json, string apiName, string path)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return ProcessingBasisChange.Unlink;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType(apiName, path, "jsonobject");
        }

        List<Func<ProcessingBasis, ProcessingBasis>> changes = [];
        foreach (JsonProperty property in json.EnumerateObject())
        {
            Result<Func<ProcessingBasis, ProcessingBasis>> read = ReadKey(property, $"{path}.{property.Name}");
            if (!read.TryGet(out Func<ProcessingBasis, ProcessingBasis>? change, out CrmError? error))
            {
                return error;
            }

            if (change == Unchanged)
            {
                continue;
            }

            changes.Add(change);
        }

        return new ProcessingBasisChange(
            false, basis => changes.Aggregate(basis, (current, change) => change(current)), changes.Count == 0);
    }

    private static Result<Func<ProcessingBasis, ProcessingBasis>> ReadKey(JsonProperty property, string path)
    {
        JsonElement value = property.Value;
        return property.Name switch
        {
            "Data_Processing_Basis" => ReadBasis(value, path),
            "Consent_Through" => ReadChannel(value, path),
            "Consent_Date" => ReadDay(property, path, day => basis => basis with { ConsentDate = day }),
            "Consent_EndsOn" => ReadDay(property, path, day => basis => basis with { ConsentEndsOn = day }),
            "Consent_Remarks" => ReadText(property, path, text => basis => basis with { ConsentRemarks = text }),
            "Lawful_Reason" => ReadText(property, path, text => basis => basis with { LawfulReason = text }),
            "Contact_Through_Email" => ReadFlag(property, path, flag => basis => basis with { ThroughEmail = flag }),
            "Contact_Through_Phone" => ReadFlag(property, path, flag => basis => basis with { ThroughPhone = flag }),
            "Contact_Through_Survey" => ReadFlag(property, path, flag => basis => basis with { ThroughSurvey = flag }),
            "Contact_Through_Social" => ReadFlag(property, path, flag => basis => basis with { ThroughSocial = flag }),
            _ => Unchanged,
        };
    }

    private static Result<Func<ProcessingBasis, ProcessingBasis>> ReadBasis(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return new Func<ProcessingBasis, ProcessingBasis>(basis => basis with { Basis = BasisValues.NotApplicable.Short });
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return CrmErrors.Records.WrongType("Data_Processing_Basis", path, "text");
        }

        return BasisValues.Find(value.GetString()!) is { } known
            ? new Func<ProcessingBasis, ProcessingBasis>(basis => basis with { Basis = known.Short })
            : CrmErrors.Records.NotSupportedValue("Data_Processing_Basis", path, BasisValues.All.Select(one => one.Short));
    }

    private static Result<Func<ProcessingBasis, ProcessingBasis>> ReadChannel(JsonElement value, string path)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            return CrmErrors.Records.WrongType("Consent_Through", path, "text");
        }

        string? channel = value.GetString();
        return channel is null || WritableChannels.Contains(channel)
            ? new Func<ProcessingBasis, ProcessingBasis>(basis => basis with { ConsentThrough = channel })
            : CrmErrors.Records.NotSupportedValue("Consent_Through", path, WritableChannels);
    }

    private static Result<Func<ProcessingBasis, ProcessingBasis>> ReadDay(
        JsonProperty property, string path, Func<string?, Func<ProcessingBasis, ProcessingBasis>> change)
    {
        if (property.Value.ValueKind == JsonValueKind.Null)
        {
            return change(null);
        }

        bool isDay = property.Value.ValueKind == JsonValueKind.String && DateType.TryParse(property.Value.GetString()!, out _);
        return isDay ? change(property.Value.GetString()) : CrmErrors.Records.WrongType(property.Name, path, "date");
    }

    private static Result<Func<ProcessingBasis, ProcessingBasis>> ReadText(
        JsonProperty property, string path, Func<string?, Func<ProcessingBasis, ProcessingBasis>> change)
    {
        if (property.Value.ValueKind == JsonValueKind.Null)
        {
            return change(null);
        }

        if (property.Value.ValueKind != JsonValueKind.String || property.Value.GetString()!.Contains('\0', StringComparison.Ordinal))
        {
            return CrmErrors.Records.WrongType(property.Name, path, "text");
        }

        string text = property.Value.GetString()!.Trim();
        return text.Length > MaximumTextLength
            ? CrmErrors.Records.TooLong(property.Name, path, MaximumTextLength)
            : change(text.Length == 0 ? null : text);
    }

    private static Result<Func<ProcessingBasis, ProcessingBasis>> ReadFlag(
        JsonProperty property, string path, Func<bool, Func<ProcessingBasis, ProcessingBasis>> change) => property.Value.ValueKind switch
        {
            JsonValueKind.True => change(true),
            JsonValueKind.False or JsonValueKind.Null => change(false),
            _ => CrmErrors.Records.WrongType(property.Name, path, "boolean"),
        };
}
