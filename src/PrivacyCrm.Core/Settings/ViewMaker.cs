using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Makes and changes the custom views of a module one after the other, each seeing what became of those before it.</summary>
internal sealed class ViewMaker
{
    /// <summary>The greatest number of views of a module, and of views in a request.</summary>
    public const int MaximumViews = 200;

    private readonly Caller _caller;
    private readonly Module _module;
    private readonly IdSource _ids;
    private readonly DateTimeOffset _now;
    private readonly ViewDraftReader _reader;
    private readonly List<CustomView> _views;

    public ViewMaker(Caller caller, Module module, IdSource ids, DateTimeOffset now)
    {
        (_caller, _module, _ids, _now) = (caller, module, ids, now);
        _reader = new ViewDraftReader(caller, module, now);
        _views = [.. caller.Organization.ViewsOf(module)];
    }

    /// <summary>Makes a view.</summary>
    public Result<CustomView> Make(JsonElement json, string path)
    {
        if (!_reader.Read(json, path).TryGet(out ViewDraft? draft, out CrmError? error))
        {
            return error;
        }

        if (draft.Name is null)
        {
            return CrmErrors.Settings.MandatoryMissing("name", $"{path}.name");
        }

        if (_views.Count >= MaximumViews)
        {
            return CrmErrors.Settings.LimitExceeded("custom_views", path);
        }

        CustomView empty = new()
        {
            Id = _ids.Next(),
            ModuleId = _module.Id,
            Name = draft.Name,
            Access = ViewAccess.OnlyToMe,
            Columns = SystemViews.Of(_module)[0].Columns,
            CreatedBy = _caller.User.Id,
            CreatedTime = _now,
        };
        return Keep(draft.AppliedTo(empty), path);
    }

    /// <summary>Changes a view.</summary>
    public Result<CustomView> Change(JsonElement json, string path, long? pathId)
    {
        if (!Find(json, path, pathId).TryGet(out CustomView? view, out CrmError? error) || !_reader.Read(json, path).TryGet(out ViewDraft? draft, out error))
        {
            return error;
        }

        string? foreign = !view.IsSystem ? null : draft.Name is not null ? "name" : draft.HasCriteria ? "criteria" : draft.Access is not null ? "access_type" : null;
        return foreign is null ? Keep(draft.AppliedTo(view), path) : CrmErrors.Settings.ChangeNotAllowed(foreign, $"{path}.{foreign}");
    }

    /// <summary>Changes the order of a view.</summary>
    public Result<CustomView> Sort(JsonElement json, string path, long? pathId)
    {
        if (!Find(json, path, pathId).TryGet(out CustomView? view, out CrmError? error) || !_reader.ReadSort(json, path).TryGet(out ViewDraft? draft, out error))
        {
            return error;
        }

        return draft.HasSort ? Keep(draft.AppliedTo(view), path) : CrmErrors.Settings.MandatoryMissing("sort_by", $"{path}.sort_by");
    }

    private Result<CustomView> Find(JsonElement json, string path, long? pathId)
    {
        long? id = pathId ?? (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out JsonElement sent) ? RecordId.Read(sent) : null);
        return _views.Find(view => view.Id == id) is { } found ? found
            : pathId is not null ? CrmErrors.Requests.InvalidPathId(2)
            : CrmErrors.Records.InvalidId("id", $"{path}.id");
    }

    private Result<CustomView> Keep(CustomView view, string path)
    {
        if (_views.Exists(other => other.Id != view.Id && string.Equals(other.Name, view.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return CrmErrors.Views.DuplicateName($"{path}.name");
        }

        CustomView kept = view with { ModifiedBy = _caller.User.Id, ModifiedTime = _now };
        _views.RemoveAll(other => other.Id == kept.Id);
        _views.Add(kept);
        return kept;
    }
}
