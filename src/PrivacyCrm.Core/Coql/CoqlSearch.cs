using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Coql;

/// <summary>Answers queries: a page of records or groups, then the records they refer to, with one question for each step of a name.</summary>
/// <param name="store">Where records are.</param>
/// <param name="records">Where names of records are.</param>
/// <param name="time">The clock, for custom views.</param>
public sealed class CoqlSearch(ICoqlStore store, IRecordStore records, TimeProvider time)
{
    /// <summary>Finds the module of a query.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="query">The query.</param>
    /// <returns>The module, or the refusal.</returns>
    public static Result<Module> ModuleOf(Caller caller, CoqlQuery query)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(query);
        return caller.Organization.FindModule(query.Module) is { IsInApi: true } module ? module : CrmErrors.Coql.UnknownModule();
    }

    /// <summary>Answers a query.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="query">The query as sent.</param>
    /// <param name="showsNames">Whether lookups show names.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The page, or the refusal.</returns>
    public async Task<Result<CoqlPage>> AskAsync(Caller caller, string query, bool showsNames, CancellationToken cancellationToken)
    {
        if (!CoqlParser.Parse(query).TryGet(out CoqlQuery? parsed, out CrmError? error)
            || !ModuleOf(caller, parsed).TryGet(out Module? module, out error)
            || !CoqlPlanner.Plan(caller, module, parsed, showsNames, time.GetUtcNow()).TryGet(out CoqlPlan? plan, out error))
        {
            return error;
        }

        IReadOnlyList<CoqlRow> found = plan.IsGrouped
            ? await new CoqlGroups(store).PageAsync(plan, cancellationToken)
            : [.. (await store.PageAsync(plan, cancellationToken)).Select(document => new CoqlRow(document, []))];
        bool hasMore = found.Count > plan.PageSize;
        IReadOnlyList<CoqlRow> rows = hasMore ? [.. found.Take(plan.PageSize)] : found;
        CoqlDocuments documents = new(plan);
        for (int level = 1; level <= CoqlNames.MaximumJoins; level++)
        {
            HashSet<long> ids = documents.IdsOf(level, rows);
            if (ids.Count > 0)
            {
                documents.Add(await store.DocumentsAsync(plan, level, ids, cancellationToken));
            }
        }

        HashSet<long> named = documents.Named(rows);
        IReadOnlyDictionary<long, string> names = named.Count == 0
            ? ImmutableDictionary<long, string>.Empty
            : await records.NamesAsync(caller, named, cancellationToken);
        return new CoqlPage(plan, rows, documents, names, hasMore);
    }
}
