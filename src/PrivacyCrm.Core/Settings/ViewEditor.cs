using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Makes, changes and deletes custom views, one by one: a refused one does not stop the others.</summary>
/// <param name="organizations">Where views are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class ViewEditor(IOrganizationStore organizations, IdSource ids, TimeProvider time)
{
    /// <summary>The greatest number of views in a request.</summary>
    public const int MaximumViews = ViewMaker.MaximumViews;

    private delegate Result<CustomView> Step(ViewMaker maker, JsonElement json, string path);

    /// <summary>Makes views.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="moduleName">The module.</param>
    /// <param name="rows">The views as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each view, in order.</returns>
    public Task<IReadOnlyList<RowOutcome>> CreateAsync(Caller caller, string moduleName, IReadOnlyList<JsonElement> rows, CancellationToken cancellationToken) =>
        RunAsync(caller, moduleName, rows, (maker, json, path) => maker.Make(json, path), "custom view created", cancellationToken);

    /// <summary>Changes views.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="moduleName">The module.</param>
    /// <param name="rows">The views as sent, with their ids.</param>
    /// <param name="pathId">The id in the path, when one view is changed.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each view, in order.</returns>
    public Task<IReadOnlyList<RowOutcome>> UpdateAsync(Caller caller, string moduleName, IReadOnlyList<JsonElement> rows, long? pathId, CancellationToken cancellationToken) =>
        RunAsync(caller, moduleName, rows, (maker, json, path) => maker.Change(json, path, pathId), "custom view updated", cancellationToken);

    /// <summary>Changes the order of views.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="moduleName">The module.</param>
    /// <param name="rows">The views as sent, with their ids.</param>
    /// <param name="pathId">The id in the path, when one view is changed.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each view, in order.</returns>
    public Task<IReadOnlyList<RowOutcome>> SortAsync(Caller caller, string moduleName, IReadOnlyList<JsonElement> rows, long? pathId, CancellationToken cancellationToken) =>
        RunAsync(caller, moduleName, rows, (maker, json, path) => maker.Sort(json, path, pathId), "custom view updated", cancellationToken);

    /// <summary>Deletes views.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="moduleName">The module.</param>
    /// <param name="sent">The ids as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each id, in order.</returns>
    public Task<IReadOnlyList<RowOutcome>> DeleteAsync(Caller caller, string moduleName, IReadOnlyList<string> sent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return organizations.ChangeAsync<IReadOnlyList<RowOutcome>>(
            caller.Organization.Id,
            organization =>
            {
                List<CustomView> left = [.. organization.ViewsOf(organization.FindModule(moduleName)!)];
                List<RowOutcome> outcomes = [];
                List<long> deleted = [];
                foreach (string id in sent)
                {
                    CustomView? view = left.Find(one => one.Id == RecordId.Parse(id));
                    if (view is null or { IsSystem: true })
                    {
                        outcomes.Add(view is null ? CrmErrors.Views.NotDeletable(id) : CrmErrors.Views.SystemDefined(id));
                        continue;
                    }

                    left.Remove(view);
                    deleted.Add(view.Id);
                    outcomes.Add(Done(view, "deleted successfully"));
                }

                return new(deleted.Count == 0 ? null : new OrganizationChange { DeletedViews = deleted }, outcomes);
            },
            cancellationToken);
    }

    private Task<IReadOnlyList<RowOutcome>> RunAsync(
        Caller caller, string moduleName, IReadOnlyList<JsonElement> rows, Step step, string message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return organizations.ChangeAsync<IReadOnlyList<RowOutcome>>(
            caller.Organization.Id,
            organization =>
            {
                Caller current = caller with { Organization = organization, User = organization.FindUser(caller.User.Id) ?? caller.User };
                ViewMaker maker = new(current, organization.FindModule(moduleName)!, ids, time.GetUtcNow());
                List<RowOutcome> outcomes = [];
                Dictionary<long, CustomView> saved = [];
                for (int index = 0; index < rows.Count; index++)
                {
                    bool isDone = step(maker, rows[index], $"$.custom_views[{index}]").TryGet(out CustomView? view, out CrmError? error);
                    outcomes.Add(isDone ? Done(view!, message) : error!);
                    if (isDone)
                    {
                        saved[view!.Id] = view;
                    }
                }

                return new(saved.Count == 0 ? null : new OrganizationChange { SavedViews = [.. saved.Values] }, outcomes);
            },
            cancellationToken);
    }

    private static RowOutcome Done(CustomView view, string message) => new() { Message = message, Details = ErrorDetails.Of(("id", RecordId.Format(view.Id))) };
}
