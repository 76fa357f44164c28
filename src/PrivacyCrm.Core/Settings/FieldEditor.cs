using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Makes, changes and deletes fields, one by one: a refused one does not stop the others.</summary>
/// <param name="organizations">Where fields are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class FieldEditor(IOrganizationStore organizations, IdSource ids, TimeProvider time)
{
    /// <summary>The greatest number of fields in a request.</summary>
    public const int MaximumFields = 5;

    /// <summary>Makes fields.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="moduleName">The module.</param>
    /// <param name="rows">The fields as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each field, in order.</returns>
    public Task<IReadOnlyList<RowOutcome>> CreateAsync(
        Caller caller, string moduleName, IReadOnlyList<JsonElement> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return organizations.ChangeAsync(caller.Organization.Id, organization => Decide(organization, moduleName, rows), cancellationToken);
    }

    /// <summary>Changes fields.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="moduleName">The module.</param>
    /// <param name="rows">The fields as sent, with their ids.</param>
    /// <param name="pathId">The id in the path, when one field is changed.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each field, in order.</returns>
    public async Task<IReadOnlyList<RowOutcome>> UpdateAsync(
        Caller caller, string moduleName, IReadOnlyList<JsonElement> rows, long? pathId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        HashSet<long> ambiguous = await AmbiguousAsync(caller, moduleName, rows, pathId, cancellationToken);
        return await organizations.ChangeAsync(
            caller.Organization.Id, organization => DecideChanges(organization, moduleName, rows, pathId, ambiguous), cancellationToken);
    }

    /// <summary>Deletes a field that a user made.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="moduleName">The module.</param>
    /// <param name="fieldId">The field.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> DeleteAsync(Caller caller, string moduleName, long? fieldId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return organizations.ChangeAsync(
            caller.Organization.Id,
            organization =>
            {
                Module module = organization.FindModule(moduleName)!;
                Field? field = module.Fields.FirstOrDefault(one => one.Id == fieldId);
                if (field is not { IsCustom: true })
                {
                    return new Decision<RowOutcome>(null, field is null ? CrmErrors.Requests.InvalidPathId(2) : CrmErrors.Settings.OnlyCustomFields());
                }

                if (organization.ViewsOf(module).Any(view => view.Uses(field.Id)))
                {
                    return new Decision<RowOutcome>(null, CrmErrors.Views.FieldInUse());
                }

                return new Decision<RowOutcome>(new OrganizationChange { DeletedFields = [(module, field)] }, Done(field, "field deleted"));
            },
            cancellationToken);
    }

    private Decision<IReadOnlyList<RowOutcome>> Decide(Organization organization, string moduleName, IReadOnlyList<JsonElement> rows)
    {
        Module module = organization.FindModule(moduleName)!;
        FieldMaker maker = new(organization, module, ids, time.GetUtcNow());
        List<RowOutcome> outcomes = [];
        List<(Module, Field)> made = [];
        Dictionary<long, Profile> profiles = organization.Profiles.ToDictionary(profile => profile.Id);
        for (int index = 0; index < rows.Count; index++)
        {
            string path = $"$.fields[{index}]";
            CrmError? error;
            Field? field = null;
            if (FieldDraftReader.Read(rows[index], path).TryGet(out FieldDraft? draft, out error)
                && maker.Make(draft, path).TryGet(out field, out error)
                && (error = FieldRightsReader.Apply(profiles, field, draft.Rights, path)) is null)
            {
                made.Add((module, field));
            }

            outcomes.Add(error is not null ? error : Done(field!, "field created"));
        }

        return new(made.Count == 0 ? null : new OrganizationChange { NewFields = made, SavedProfiles = Changed(organization, profiles) }, outcomes);
    }

    private Decision<IReadOnlyList<RowOutcome>> DecideChanges(
        Organization organization, string moduleName, IReadOnlyList<JsonElement> rows, long? pathId, HashSet<long> ambiguous)
    {
        Module module = organization.FindModule(moduleName)!;
        FieldMaker maker = new(organization, module, ids, time.GetUtcNow());
        List<RowOutcome> outcomes = [];
        List<(Module, Field)> changed = [];
        Dictionary<long, Profile> profiles = organization.Profiles.ToDictionary(profile => profile.Id);
        for (int index = 0; index < rows.Count; index++)
        {
            string path = $"$.fields[{index}]";
            CrmError? error;
            Field? field = null;
            if (FieldDraftReader.Read(rows[index], path).TryGet(out FieldDraft? draft, out error)
                && Find(module, pathId ?? draft.Id, path).TryGet(out Field? before, out error)
                && maker.Change(before, draft, path, ambiguous).TryGet(out field, out error)
                && (error = FieldRightsReader.Apply(profiles, field, draft.Rights, path)) is null)
            {
                changed.RemoveAll(pair => pair.Item2.Id == field.Id);
                changed.Add((module, field));
            }

            outcomes.Add(error is not null ? error : Done(field!, "field updated"));
        }

        return new(changed.Count == 0 ? null : new OrganizationChange { ChangedFields = changed, SavedProfiles = Changed(organization, profiles) }, outcomes);
    }

    private static Profile[] Changed(Organization organization, Dictionary<long, Profile> profiles) =>
        [.. organization.Profiles.Where(before => !ReferenceEquals(before, profiles[before.Id])).Select(before => profiles[before.Id])];

    // Which of the fields that are to become unique have values twice is looked up before the decision, which may not wait.
    private async Task<HashSet<long>> AmbiguousAsync(
        Caller caller, string moduleName, IReadOnlyList<JsonElement> rows, long? pathId, CancellationToken cancellationToken)
    {
        Module module = caller.Organization.FindModule(moduleName)!;
        HashSet<long> ambiguous = [];
        foreach (JsonElement row in rows)
        {
            if (FieldDraftReader.Read(row, "$").TryGet(out FieldDraft? draft, out _)
                && draft.IsUnique == true
                && module.Fields.FirstOrDefault(field => field.Id == (pathId ?? draft.Id)) is { Slot: not null, IsUnique: false } field
                && await organizations.HasDuplicatesAsync(caller.Organization, module, field, cancellationToken))
            {
                ambiguous.Add(field.Id);
            }
        }

        return ambiguous;
    }

    private static Result<Field> Find(Module module, long? id, string path)
    {
        if (id is null)
        {
            return CrmErrors.Settings.MandatoryMissing("id", $"{path}.id");
        }

        return module.Fields.FirstOrDefault(field => field.Id == id) is { } field ? field : CrmErrors.Records.InvalidId("id", $"{path}.id");
    }

    private static RowOutcome Done(Field field, string message) =>
        new() { Message = message, Details = ErrorDetails.Of(("id", RecordId.Format(field.Id))) };
}
