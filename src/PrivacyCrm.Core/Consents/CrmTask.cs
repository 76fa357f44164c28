using System.Collections.Immutable;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Consents;

/// <summary>A Deluge task on the CRM that has an endpoint here. What is not in the list, no component reaches.</summary>
/// <param name="Name">The task, such as <c>zoho.crm.getRecords</c>.</param>
/// <param name="Operation">What it does: read or write.</param>
/// <param name="Use">What it needs of the module.</param>
/// <param name="MaximumRecords">How many records it writes at once; null for as many as anybody.</param>
public sealed record CrmTask(string Name, string Operation, ModuleUse Use, int? MaximumRecords = null)
{
    /// <summary>Where all tasks on the CRM begin.</summary>
    public const string Prefix = "zoho.crm.";

    /// <summary>Lists records.</summary>
    public const string GetRecords = "zoho.crm.getRecords";

    /// <summary>Reads one record.</summary>
    public const string GetRecordById = "zoho.crm.getRecordById";

    /// <summary>Searches records.</summary>
    public const string SearchRecords = "zoho.crm.searchRecords";

    /// <summary>Creates a record.</summary>
    public const string CreateRecord = "zoho.crm.createRecord";

    /// <summary>Creates records.</summary>
    public const string BulkCreate = "zoho.crm.bulkCreate";

    /// <summary>Changes a record.</summary>
    public const string UpdateRecord = "zoho.crm.updateRecord";

    /// <summary>Changes records.</summary>
    public const string BulkUpdate = "zoho.crm.bulkUpdate";

    /// <summary>Creates a record, or changes the one that is there.</summary>
    public const string Upsert = "zoho.crm.upsert";

    /// <summary>Gets all tasks.</summary>
    public static readonly ImmutableArray<CrmTask> All =
    [
        new(GetRecords, Access.Read, ModuleUse.View),
        new(GetRecordById, Access.Read, ModuleUse.View),
        new(SearchRecords, Access.Read, ModuleUse.View),
        new(CreateRecord, Access.Write, ModuleUse.View | ModuleUse.Create, MaximumRecords: 1),
        new(BulkCreate, Access.Write, ModuleUse.View | ModuleUse.Create),
        new(UpdateRecord, Access.Write, ModuleUse.View | ModuleUse.Edit, MaximumRecords: 1),
        new(BulkUpdate, Access.Write, ModuleUse.View | ModuleUse.Edit),
        new(Upsert, Access.Write, ModuleUse.View | ModuleUse.Create | ModuleUse.Edit, MaximumRecords: 1),
    ];

    /// <summary>Finds a task.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The task, or null.</returns>
    public static CrmTask? Find(string name) => All.FirstOrDefault(task => task.Name == name);

    /// <summary>What an access to the task leaves of a user's profile: one module, the task's uses of it, and the fields it names.</summary>
    /// <param name="profile">The user's profile.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="module">The API name of the module.</param>
    /// <param name="access">The access.</param>
    /// <returns>The narrowed profile.</returns>
    public Profile Narrow(Profile profile, Organization organization, string module, Access access)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(organization);
        ArgumentNullException.ThrowIfNull(access);
        return profile with
        {
            MayCustomize = false,
            MayManageProfiles = false,
            Denied = organization.Modules.ToImmutableDictionary(
                one => one.Id, one => one.ApiName == module ? profile.Denied.GetValueOrDefault(one.Id) | (ModuleUse.All & ~Use) : ModuleUse.All),
            Fields = access.Fields.IsEmpty ? profile.Fields : profile.Fields.SetItems(
                (organization.FindModule(module)?.Fields ?? []).Where(field => field.ApiName != "id" && !access.Fields.Contains(field.ApiName))
                    .Select(field => KeyValuePair.Create(field.Id, FieldRight.Hidden))),
        };
    }
}
