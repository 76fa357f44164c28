using System.Text;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records;

/// <summary>A record while it is being written: its stored values, changed by drafts, and what of it the store has to be told.</summary>
internal sealed class WorkingRecord
{
    private const string ConsentField = "Data_Processing_Basis_Details";

    private readonly Module _module;
    private readonly Organization _organization;
    private readonly Dictionary<Field, string> _values;
    private readonly Dictionary<string, string?> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string?> _uniqueBefore = [];
    private readonly ChangeLog _log = new();

    // While privacy is off the consent has no field; it is kept as it is. Values of deleted fields are not.
    private string? _hiddenConsent;

    private readonly RecordState _before;
    private bool _wordsChanged;
    private (long UserId, DateTimeOffset Time) _written;

    public WorkingRecord(Module module, Organization organization, long id)
    {
        _module = module;
        _organization = organization;
        Id = id;
        IsNew = true;
        _values = new(module.Fields.Length);
    }

    public WorkingRecord(Module module, Organization organization, StoredDocument stored)
        : this(module, organization, stored.Id)
    {
        IsNew = false;
        CreatedTime = DateTimeOffset.FromUnixTimeSeconds(stored.CreatedTime);
        ModifiedTime = DateTimeOffset.FromUnixTimeSeconds(stored.ModifiedTime);
        using JsonDocument document = JsonDocument.Parse(stored.Utf8);
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            IsStopped |= property.NameEquals(RecordState.StoppedKey);
            IsConverted |= property.NameEquals(RecordState.ConvertedKey);
            if (module.Find(property.Name) is { } field)
            {
                _values[field] = property.Value.GetRawText();
            }
            else if (property.NameEquals(RecordState.ConvertedDetailKey))
            {
                Conversion = property.Value.Deserialize(ConvertedDetailJson.Default.ConvertedDetail);
            }
            else if (property.NameEquals(ConsentField))
            {
                _hiddenConsent = property.Value.GetRawText();
            }
        }

        _before = new RecordState(IsStopped, IsConverted);
    }

    public long Id { get; }

    public bool IsNew { get; }

    public bool IsStopped { get; set; }

    public bool IsConverted { get; private set; }

    /// <summary>Gets what the record was converted to.</summary>
    public ConvertedDetail? Conversion { get; private set; }

    /// <summary>Gets the text that names the record, whoever may see it; null when it has none.</summary>
    public string? Name => NameOf();

    public DateTimeOffset CreatedTime { get; private set; }

    public DateTimeOffset ModifiedTime { get; private set; }

    /// <summary>Gets or sets the way by which the record is written, for its history.</summary>
    public string Source { get; set; } = HistorySource.Api;

    /// <summary>Gets a value indicating whether the new record is a copy of another one.</summary>
    public bool IsClone { get; init; }

    /// <summary>Gets a value indicating whether anything is to be stored.</summary>
    public bool IsTouched { get; private set; }

    public string? JsonOf(Field field) => _values.GetValueOrDefault(field);

    public string? KeyOf(Field field) =>
        _values.TryGetValue(field, out string? json) ? field.Type.KeyOf(json, new FieldInput(field, _organization)) : null;

    public long? UserOf(string apiName) => ReferenceOf(apiName);

    /// <summary>The record or user that a lookup points at.</summary>
    public long? ReferenceOf(string apiName) =>
        _module.Find(apiName) is { } field && _values.TryGetValue(field, out string? json) ? RecordId.Parse(json[1..^1]) : null;

    public ProcessingBasis? Basis() => ConsentOf() is { } field && _values.TryGetValue(field, out string? json)
        ? JsonSerializer.Deserialize(json, ProcessingBasisJson.Default.ProcessingBasis)
        : null;

    public void SetBasis(ProcessingBasis? basis)
    {
        if (ConsentOf() is { } field)
        {
            Set(field, basis is null ? FieldValue.Null : new FieldValue(JsonSerializer.Serialize(basis, ProcessingBasisJson.Default.ProcessingBasis)));
            SetBasisKeys(basis);
        }
    }

    private void SetBasisKeys(ProcessingBasis? basis)
    {
        foreach (BasisKey key in BasisKeys.All)
        {
            _slots[key.Slot] = basis is null ? null : key.KeyOf(basis);
        }
    }

    /// <summary>Takes over what a person decided in another record: the consent, as a row of its own, and the stop.</summary>
    /// <param name="other">The other record.</param>
    /// <param name="newId">The id of the new consent.</param>
    /// <param name="userId">Who writes.</param>
    /// <param name="now">When.</param>
    public void TakeDecisions(WorkingRecord other, long newId, long userId, DateTimeOffset now)
    {
        IsStopped |= other.IsStopped;
        string? stored = other._hiddenConsent ?? (other.ConsentOf() is { } field ? other.JsonOf(field) : null);
        if (stored is null)
        {
            return;
        }

        ProcessingBasis taken = JsonSerializer.Deserialize(stored, ProcessingBasisJson.Default.ProcessingBasis)! with
        {
            Id = newId,
            CreatedBy = userId,
            ModifiedBy = userId,
            CreatedTime = now,
            ModifiedTime = now,
        };
        SetBasis(taken);
        if (ConsentOf() is null)
        {
            // Privacy may be turned on for this module later.
            _hiddenConsent = JsonSerializer.Serialize(taken, ProcessingBasisJson.Default.ProcessingBasis);
            SetBasisKeys(taken);
        }
    }

    /// <summary>Notes what the record was converted to.</summary>
    /// <param name="detail">What, when and by whom.</param>
    public void Convert(ConvertedDetail detail) => (IsConverted, Conversion) = (true, detail);

    public void Set(Field field, FieldValue value)
    {
        if (field.IsUnique)
        {
            _uniqueBefore.TryAdd(field.Id, IsNew ? null : KeyOf(field));
        }

        string? before = _values.GetValueOrDefault(field);
        if (!IsNew)
        {
            _log.Note(field, before);
        }

        if (value.Json == before)
        {
            return;
        }

        if (value.Json is null)
        {
            _values.Remove(field);
        }
        else
        {
            _values[field] = value.Json;
        }

        if (field.Slot is not null)
        {
            _slots[field.Slot] = value.Key;
        }

        _wordsChanged |= WordIndex.Covers(field);
    }

    /// <summary>Notes who writes and when. The time of a record never goes back.</summary>
    /// <param name="userId">Who writes.</param>
    /// <param name="now">When, to the second.</param>
    /// <param name="isConditional">Whether the writer named the time it knows: then the time has to change, or a second writer who knows the same would win as well.</param>
    public void Touch(long userId, DateTimeOffset now, bool isConditional = false)
    {
        bool isFirst = !IsTouched;
        _written = (userId, now);
        IsTouched = true;
        if (IsNew && isFirst)
        {
            CreatedTime = now;
            ModifiedTime = now;
            SetSystem("Created_Time", $"\"{Keys.OfInstant(now)}\"", null);
            SetUser("Created_By", userId);
        }
        else if (isFirst)
        {
            ModifiedTime = now > ModifiedTime ? now : ModifiedTime.AddSeconds(isConditional ? 1 : 0);
        }

        SetSystem("Modified_Time", $"\"{Keys.OfInstant(ModifiedTime)}\"", null);
        SetUser("Modified_By", userId);
        SetFullName();
    }

    public void SetUser(string apiName, long userId) => SetReference(apiName, userId);

    /// <summary>Points a lookup at a record, whoever may write the field.</summary>
    /// <param name="apiName">The field; nothing happens in modules without it.</param>
    /// <param name="id">The record; null for none.</param>
    public void SetReference(string apiName, long? id) =>
        SetSystem(apiName, id is { } known ? $"\"{RecordId.Format(known)}\"" : null, id is { } one ? RecordId.Format(one) : null);

    /// <summary>Sets a choice that only the system makes.</summary>
    /// <param name="apiName">The field; nothing happens in modules without it.</param>
    /// <param name="choice">The choice.</param>
    public void SetChoice(string apiName, string choice) => SetSystem(apiName, JsonText.Quote(choice), choice);

    public RecordChange ToChange() => new()
    {
        Id = Id,
        IsNew = IsNew,
        Document = ToJson(),
        Name = NameOf(),
        CreatedTime = CreatedTime.ToUnixTimeSeconds(),
        ModifiedTime = ModifiedTime.ToUnixTimeSeconds(),
        IsConverted = IsConverted,
        Slots = _slots,
        IsIndexChanged = IsNew || _slots.Count > 0 || IsConverted != _before.IsConverted,
        Words = _wordsChanged || IsNew ? WordIndex.Of(_values) : null,
        History = new HistoryEntry(Action(), Source, _written.UserId, _written.Time.ToUnixTimeSeconds(), IsNew ? null : _log.ToJson(_module, JsonOf)),
        Released = [.. Unique().Where(change => change.Before is not null && change.Before != change.After).Select(change => new UniqueKey(change.FieldId, change.Before!))],
        Taken = [.. Unique().Where(change => change.After is not null && change.Before != change.After).Select(change => new UniqueKey(change.FieldId, change.After!))],
    };

    private string Action() => this switch
    {
        { IsNew: true } => IsClone ? HistoryAction.Cloned : HistoryAction.Added,
        { IsConverted: true } when !_before.IsConverted => HistoryAction.Converted,
        _ when _log.IsEmpty && IsStopped != _before.IsStopped => IsStopped ? HistoryAction.Stopped : HistoryAction.Resumed,
        _ => HistoryAction.Updated,
    };

    private string? NameOf() =>
        _module.Find(_module.DisplayField) is { } field && JsonOf(field) is ['"', ..] text ? JsonText.Unquote(text) : null;

    private IEnumerable<(long FieldId, string? Before, string? After)> Unique() =>
        _uniqueBefore.Select(pair => (pair.Key, pair.Value, KeyOf(_module.Fields.First(field => field.Id == pair.Key))));

    /// <summary>Sets a field that only the system writes.</summary>
    /// <param name="apiName">The field; nothing happens in modules without it.</param>
    /// <param name="json">The value.</param>
    /// <param name="key">Its key.</param>
    public void SetSystem(string apiName, string? json, string? key)
    {
        if (_module.Find(apiName) is { } field)
        {
            Set(field, new FieldValue(json, key));
        }
    }

    private Field? ConsentOf() => _module.Fields.FirstOrDefault(field => field.Type is ConsentLookupType);

    private void SetFullName()
    {
        if (_module.Fields.FirstOrDefault(one => one.Type is FullNameType) is not { } field)
        {
            return;
        }

        IEnumerable<string> parts = FullNameType.Parts
            .Select(_module.Find)
            .OfType<Field>()
            .Where(_values.ContainsKey)
            .Select(part => JsonText.Unquote(_values[part]));
        string name = string.Join(' ', parts);
        Set(field, name.Length == 0 ? FieldValue.Null : new FieldValue(JsonText.Quote(name), Keys.Fold(name)));
    }

    private string ToJson()
    {
        RecordBuffer buffer = RecordBuffer.Own;
        try
        {
            buffer.Values.Reset();
            WriteTo(buffer.Values);
            buffer.Values.Flush();
            return Encoding.UTF8.GetString(buffer.Written);
        }
        finally
        {
            buffer.Clear();
        }
    }

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();

        // In the module's order, which makes reading short.
        foreach (Field field in _module.Fields)
        {
            if (_values.TryGetValue(field, out string? json))
            {
                writer.WritePropertyName(field.ApiName);
                writer.WriteRawValue(json, skipInputValidation: true);
            }
        }

        if (_hiddenConsent is not null)
        {
            writer.WritePropertyName(ConsentField);
            writer.WriteRawValue(_hiddenConsent, skipInputValidation: true);
        }

        WriteFlag(writer, RecordState.StoppedKey, IsStopped);
        WriteFlag(writer, RecordState.ConvertedKey, IsConverted);
        if (Conversion is not null)
        {
            writer.WritePropertyName(RecordState.ConvertedDetailKey);
            JsonSerializer.Serialize(writer, Conversion, ConvertedDetailJson.Default.ConvertedDetail);
        }

        writer.WriteEndObject();
    }

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, value);
        }
    }
}
