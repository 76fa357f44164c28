using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Settings;

/// <summary>Turns drafts into fields of a module, as far as the rules for fields allow.</summary>
internal sealed class FieldMaker(Organization organization, Module module, IdSource ids, DateTimeOffset now)
{
    private const int MaximumUniqueFields = 2;

    private readonly List<Field> _fields = [.. module.Fields];
    private readonly HashSet<string> _slots = [.. module.Fields.Select(field => field.Slot).OfType<string>()];
    private int _number = Math.Max(module.LastFieldNumber, module.Fields.Max(field => field.Number));

    public Result<Field> Make(FieldDraft draft, string path)
    {
        if (string.IsNullOrEmpty(draft.Label))
        {
            return CrmErrors.Settings.MandatoryMissing("field_label", $"{path}.field_label");
        }

        if (draft.Type is not { } type)
        {
            return CrmErrors.Settings.MandatoryMissing("data_type", $"{path}.data_type");
        }

        int length = draft.Length ?? type.DefaultLength;
        if (CheckNew(draft, type, length, path) is { } refused)
        {
            return refused;
        }

        Field field = new()
        {
            Id = ids.Next(),
            ApiName = NameOf(draft.Label),
            Label = draft.Label,
            Type = type,
            Number = ++_number,
            Slot = SlotMap.Assign(type, length, _slots),
            Length = length,
            DecimalPlaces = type is NumberLikeType and not (IntegerType or BigIntType) ? draft.DecimalPlaces ?? 2 : null,
            UiType = type.UiType,
            IsCustom = true,
            IsReadOnly = type is AutoNumberType,
            AllowsMassUpdate = type is not (EmailType or LookupType or TextAreaType),
            CanBePersonal = module.SupportsPrivacy,
            Personal = draft.Personal ?? PersonalMark.None,
            IsUnique = draft.IsUnique ?? false,
            LookupModule = draft.LookupModule,
            TextareaKind = type is TextAreaType ? draft.TextareaKind ?? "small" : null,
            AutoNumber = type is AutoNumberType ? draft.AutoNumber ?? new AutoNumber(string.Empty, 1, string.Empty) : null,
            Tooltip = draft.Tooltip,
            ConvertMapping = draft.ConvertMapping,
            PickList = [.. (draft.Options ?? []).Select(option => new PickListValue(ids.Next(), option.DisplayValue, option.ActualValue))],
            CreatedTime = now,
            ModifiedTime = now,
        };
        _fields.Add(field);
        return field;
    }

    public Result<Field> Change(Field before, FieldDraft draft, string path, HashSet<long> ambiguous)
    {
        if (CheckChange(before, draft, path, ambiguous) is { } refused)
        {
            return refused;
        }

        Field field = before with
        {
            Label = draft.Label ?? before.Label,
            Length = draft.Length ?? before.Length,
            DecimalPlaces = before.DecimalPlaces is null ? null : draft.DecimalPlaces ?? before.DecimalPlaces,
            Tooltip = draft.Tooltip ?? before.Tooltip,
            IsUnique = draft.IsUnique ?? before.IsUnique,
            Personal = draft.Personal ?? before.Personal,
            ConvertMapping = draft.ConvertMapping ?? before.ConvertMapping,
            PickList = Merge(before.PickList, draft.Options),
            ModifiedTime = now,
        };
        _fields[_fields.FindIndex(one => one.Id == field.Id)] = field;
        return field;
    }

    private CrmError? CheckNew(FieldDraft draft, FieldType type, int length, string path)
    {
        if (_fields.Exists(field => string.Equals(field.Label, draft.Label, StringComparison.OrdinalIgnoreCase)))
        {
            return CrmErrors.Settings.DuplicateLabel($"{path}.field_label");
        }

        bool isTextareaLength = type is not TextAreaType || FieldTypeReader.TextareaKinds.Any(kind => kind.Length == length);
        if (type.MaximumLength > 0 && (length < 1 || length > type.MaximumLength || !isTextareaLength))
        {
            return CrmErrors.Records.InvalidValue("length", $"{path}.length");
        }

        if (draft.DecimalPlaces > 9)
        {
            return CrmErrors.Records.InvalidValue("decimal_place", $"{path}.decimal_place");
        }

        if (type is LookupType && organization.FindModule(draft.LookupModule) is not { IsInApi: true })
        {
            return draft.LookupModule is null
                ? CrmErrors.Settings.MandatoryMissing("module", $"{path}.lookup.module")
                : CrmErrors.Records.InvalidValue("api_name", $"{path}.lookup.module.api_name");
        }

        if (type is PicklistType or MultiSelectPicklistType && draft.Options is not { Count: > 0 })
        {
            return CrmErrors.Settings.OptionsMissing(path);
        }

        return CheckUnique(draft, type, path) ?? CheckPersonal(draft, module.SupportsPrivacy, path) ?? CheckMapping(draft, type, draft.LookupModule, path) ?? CheckRoom(type, length, path);
    }

    private CrmError? CheckRoom(FieldType type, int length, string path)
    {
        bool isFull = !SlotMap.HasRoom(type, length, _slots)
            || (type is AutoNumberType && _fields.Exists(field => field is { IsCustom: true, Type: AutoNumberType }));
        return isFull ? CrmErrors.Settings.LimitExceeded("data_type", $"{path}.data_type") : null;
    }

    private CrmError? CheckUnique(FieldDraft draft, FieldType type, string path)
    {
        if (draft.IsUnique != true)
        {
            return null;
        }

        if (!type.CanBeUnique)
        {
            return CrmErrors.Settings.UniqueNotAllowed($"{path}.unique");
        }

        return _fields.Count(field => field.IsUnique && field.Id != draft.Id) >= MaximumUniqueFields
            ? CrmErrors.Settings.LimitExceeded("unique", $"{path}.unique")
            : null;
    }

    private CrmError? CheckPersonal(FieldDraft draft, bool canBePersonal, string path)
    {
        bool isMarked = draft.Personal is not (null or PersonalMark.None);
        return isMarked && !(canBePersonal && organization.Privacy.AppliesTo(module.ApiName)) ? CrmErrors.Privacy.PrivateNotAllowed($"{path}.private") : null;
    }

    // A value is converted into a field of the same type, which no other field fills.
    private CrmError? CheckMapping(FieldDraft draft, FieldType type, string? lookup, string path)
    {
        if (draft.ConvertMapping is null)
        {
            return null;
        }

        if (!module.IsConvertable)
        {
            return CrmErrors.Settings.ChangeNotAllowed("convert_mapping", $"{path}.convert_mapping");
        }

        foreach (string target in (string[])["Contacts", "Accounts", "Deals"])
        {
            bool isPossible = draft.ConvertMapping.In(target) is not { } name
                || (organization.FindModule(target)?.Find(name) is { IsReadOnly: false } field && field.Type == type && field.LookupModule == lookup
                    && !_fields.Exists(other => other.Id != draft.Id && other.ConvertMapping?.In(target) == name));
            if (!isPossible)
            {
                return CrmErrors.Records.InvalidValue(target, $"{path}.convert_mapping.{target}");
            }
        }

        return null;
    }

    private CrmError? CheckChange(Field before, FieldDraft draft, string path, HashSet<long> ambiguous)
    {
        if (draft.Type is not null && draft.Type != before.Type)
        {
            return CrmErrors.Settings.ChangeNotAllowed("data_type", $"{path}.data_type");
        }

        if (draft.ApiName is not null && draft.ApiName != before.ApiName)
        {
            return CrmErrors.Settings.ChangeNotAllowed("api_name", $"{path}.api_name");
        }

        if (draft.Label is not null && draft.Label != before.Label)
        {
            if (!before.IsCustom || draft.Label.Length == 0)
            {
                return CrmErrors.Settings.ChangeNotAllowed("field_label", $"{path}.field_label");
            }

            if (_fields.Exists(field => field.Id != before.Id && string.Equals(field.Label, draft.Label, StringComparison.OrdinalIgnoreCase)))
            {
                return CrmErrors.Settings.DuplicateLabel($"{path}.field_label");
            }
        }

        if (draft.Length is { } length && length != before.Length)
        {
            if (!before.IsCustom || before.Type is TextAreaType)
            {
                return CrmErrors.Settings.ChangeNotAllowed("length", $"{path}.length");
            }

            if (length < 1 || length > before.Type.MaximumLength)
            {
                return CrmErrors.Records.InvalidValue("length", $"{path}.length");
            }
        }

        if (draft.DecimalPlaces > 9)
        {
            return CrmErrors.Records.InvalidValue("decimal_place", $"{path}.decimal_place");
        }

        if (draft.IsUnique == true && !before.IsUnique && ambiguous.Contains(before.Id))
        {
            return CrmErrors.Settings.ValuesNotUnique($"{path}.unique");
        }

        return (before.IsUnique ? null : CheckUnique(draft with { Id = before.Id }, before.IsReadOnly ? FieldTypes.Find("boolean")! : before.Type, path))
            ?? CheckPersonal(draft, before.CanBePersonal, path)
            ?? CheckMapping(draft with { Id = before.Id }, before.Type, before.LookupModule, path);
    }

    private ImmutableArray<PickListValue> Merge(ImmutableArray<PickListValue> before, IReadOnlyList<OptionDraft>? options)
    {
        List<PickListValue> merged = [.. before];
        foreach (OptionDraft option in options ?? [])
        {
            int index = merged.FindIndex(known => known.Id == option.Id || (option.Id is null && known.ActualValue == option.ActualValue));
            PickListValue value = new(index < 0 ? ids.Next() : merged[index].Id, option.DisplayValue, option.ActualValue);
            if (index < 0)
            {
                merged.Add(value);
            }
            else
            {
                merged[index] = value;
            }
        }

        return [.. merged];
    }

    private string NameOf(string label) => ApiNames.Make(
        label, name => _fields.Exists(field => string.Equals(field.ApiName, name, StringComparison.OrdinalIgnoreCase)) || module.RetiredNames.Contains(name));
}
