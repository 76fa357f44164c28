using System.Collections.Immutable;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>
/// Tells which records a lead could be converted into. It is a read: what it tells depends on open values alone, so a candidate that only
/// a restricted value would find is not told, although a conversion would use it.
/// </summary>
/// <param name="store">Where records are.</param>
/// <param name="names">Finds names of referenced records.</param>
public sealed class ConversionOptions(IRecordStore store, ReferencedNames names)
{
    private const int MaximumCandidates = 100;

    // In the order in which their unique fields decide.
    private static readonly ImmutableArray<(string Module, string Fields)> Shown =
    [
        (ConversionModules.Contacts, "Full_Name,Email,Layout,Locked__s,Account_Name,$editable,$approval_state"),
        (ConversionModules.Accounts, "Account_Name,Phone,Website,Account_Type,Layout,Locked__s,$editable,$approval_state"),
    ];

    /// <summary>Finds the options.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="leads">The module of the lead.</param>
    /// <param name="sentId">The lead's id as sent.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The options, or the refusal.</returns>
    public async Task<Result<ConversionOptionsPage>> FindAsync(Caller caller, Module leads, string sentId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!ReadPlanner.Show(caller, leads, "id", isList: false).TryGet(out ReadPlan? shown, out CrmError? error))
        {
            return error;
        }

        ReadPlan plan = shown with { Ids = [.. RecordId.Parse(sentId) is { } id ? [id] : Array.Empty<long>()], PageSize = 1 };
        if (await store.ReadAsync(plan, cancellationToken) is not [StoredDocument stored, ..])
        {
            return CrmErrors.Requests.InvalidPathId(1);
        }

        WorkingRecord lead = new(leads, caller.Organization, stored);
        if (lead.IsConverted)
        {
            return CrmErrors.Conversion.AlreadyConverted();
        }

        List<ConversionCandidates> found = [];
        foreach ((string module, string fields) in Shown)
        {
            found.Add(await CandidatesAsync(caller, leads, lead, ModuleOf(caller.Organization, module), fields, cancellationToken));
        }

        return new ConversionOptionsPage(PreferenceOf(caller.Organization), found);
    }

    private async Task<ConversionCandidates> CandidatesAsync(
        Caller caller, Module leads, WorkingRecord lead, Module module, string fields, CancellationToken cancellationToken)
    {
        if (!ReadPlanner.Show(caller, module, fields, isList: false).TryGet(out ReadPlan? plan, out _))
        {
            throw new InvalidOperationException("The fields of candidates are ours.");
        }

        foreach ((Field source, Field target) in ConversionMatching.PairsOf(leads, module).Where(pair => IsOpen(caller, leads, pair.Source) && IsOpen(caller, module, pair.Target)))
        {
            if (lead.JsonOf(source) is not { } value || target.Type.KeyOf(value, new FieldInput(target, caller.Organization)) is not { } key)
            {
                continue;
            }

            ReadPlan search = plan with
            {
                Filter = new Criterion.Compare(target, new KeyComparison(KeyTest.Equal, [key])),
                Sort = new SortOrder(module.Find("id")!, IsDescending: false),
                PageSize = MaximumCandidates,
            };
            IReadOnlyList<StoredDocument> found = [.. (await store.ReadAsync(search, cancellationToken)).Take(MaximumCandidates)];
            if (found.Count > 0)
            {
                return new ConversionCandidates(search, found, await names.FindAsync(search, found, cancellationToken), target, value);
            }
        }

        return new ConversionCandidates(plan, [], ImmutableDictionary<long, string>.Empty, null, string.Empty);
    }

    private static bool IsOpen(Caller caller, Module module, Field field) => caller.AccessTo(module).Allows(field, FieldUse.Read | FieldUse.Filter);

    private static Module? PreferenceOf(Organization organization) =>
        Shown.Select(one => ModuleOf(organization, one.Module)).FirstOrDefault(ConversionMatching.HasUniqueField);

    private static Module ModuleOf(Organization organization, string apiName) =>
        organization.FindModule(apiName) ?? throw new InvalidOperationException("A module that every organization has is missing.");
}
