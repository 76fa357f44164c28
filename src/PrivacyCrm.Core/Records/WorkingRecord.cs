using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>A record while it is being written: its stored values, changed by drafts, and what of it the store has to be told.</summary>
internal sealed class WorkingRecord
{
    private readonly Module _module;
    private readonly Organization _organization;
    private readonly Dictionary<Field, string> _values;
    private readonly Dictionary<string, string?> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string?> _uniqueBefore = [];
    private readonly ChangeLog _log = new();
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
            else if (property.NameEquals(RecordDecisions.ConsentField))
            {
                HiddenConsent = property.Value.GetRawText();
            }
        }

        _before = new RecordState(IsStopped, IsConverted);
    }

    public Module Module => _module;

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

    /// <summary>Gets or sets the consent while privacy is off and it has no field: it is kept as it is. Values of deleted fields are not.</summary>
    public string? HiddenConsent { get; set; }

    /// <summary>Gets or sets the way by which the record is written, for its history.</summary>
    public string Source { get; set; } = HistorySource.Api;

    /// <summary>Gets a value indicating whether the new record is a copy of another one.</summary>
    public bool IsClone { get; init; }

    /// <summary>Gets a value indicating whether anything is to be stored.</summary>
    public bool IsTouched { get; private set; }

    public string? JsonOf(Field field) => _values.GetValueOrDefault(field);

    public string? KeyOf(Field field) =>
        _values.TryGetValue(field, out string? json) ? field.Type.KeyOf(json, new FieldInput(field, _organization)) : null;

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

    /// <summary>Sets a key that no field has.</summary>
    public void SetKey(string slot, string? key) => _slots[slot] = key;

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
            this.SetSystem("Created_Time", $"\"{Keys.OfInstant(now)}\"", null);
            this.SetUser("Created_By", userId);
        }
        else if (isFirst)
        {
            ModifiedTime = now > ModifiedTime ? now : ModifiedTime.AddSeconds(isConditional ? 1 : 0);
        }

        this.SetSystem("Modified_Time", $"\"{Keys.OfInstant(ModifiedTime)}\"", null);
        this.SetUser("Modified_By", userId);
        this.SetFullName();
    }

    public RecordChange ToChange() => new()
    {
        Id = Id,
        IsNew = IsNew,
        Document = WorkingDocument.Write(this),
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
}
