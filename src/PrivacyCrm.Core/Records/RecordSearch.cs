using System.Collections.Immutable;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records;

/// <summary>Searches and counts. E-mail, phone and word searches are rewritten to criteria, so that all pass the same planner.</summary>
/// <param name="store">Where records are.</param>
/// <param name="names">Finds names of referenced records.</param>
/// <param name="time">The clock, for custom views.</param>
public sealed class RecordSearch(IRecordStore store, ReferencedNames names, TimeProvider time)
{
    private const int LastRecord = 2_000;
    private const int MaximumCriteriaLength = 3_000;

    /// <summary>Searches.</summary>
    /// <param name="caller">Who searches.</param>
    /// <param name="module">The module.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The page, or the refusal.</returns>
    public async Task<Result<RecordPage>> SearchAsync(Caller caller, Module module, ListQuery query, CancellationToken cancellationToken)
    {
        if (!PlanSearch(caller, module, query).TryGet(out (ReadPlan Plan, int Page) planned, out CrmError? error))
        {
            return error;
        }

        (ReadPlan plan, int page) = planned;
        IReadOnlyList<StoredDocument> found = await store.ReadAsync(plan, cancellationToken);
        bool hasMore = found.Count > plan.PageSize;
        IReadOnlyList<StoredDocument> shown = hasMore ? [.. found.Take(plan.PageSize)] : found;
        PageInfo info = new(plan.PageSize, shown.Count, page, hasMore)
        {
            SortBy = query.SortBy,
            SortOrder = query.SortBy is null ? null : query.SortOrder ?? "desc",
        };
        return new RecordPage(plan, shown, await names.FindAsync(plan, shown, cancellationToken), info);
    }

    /// <summary>Counts the records of a module, or those of a search.</summary>
    /// <param name="caller">Who counts.</param>
    /// <param name="module">The module.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <returns>The number, or the refusal.</returns>
    public async Task<Result<long>> CountAsync(Caller caller, Module module, ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.CustomView is not null && SearchParameterOf(query) is { } parameter)
        {
            return CrmErrors.Paging.ViewAndSearch(parameter);
        }

        if (!ReadPlanner.Show(caller, module, "id", isList: true).TryGet(out ReadPlan? plan, out CrmError? error)
            || !ReadPlanner.ConvertedOf(query.Converted, module).TryGet(out ConvertedFilter converted, out error))
        {
            return error;
        }

        plan = plan with { Converted = converted };
        if (SearchParameterOf(query) is not null)
        {
            if (!FilterOf(plan, query).TryGet(out Criterion? filter, out error))
            {
                return error;
            }

            plan = plan with { Filter = filter };
        }

        return ReadPlanner.InView(plan, query, time.GetUtcNow()).TryGet(out plan, out error) ? await store.CountAsync(plan, cancellationToken) : error;
    }

    private Result<(ReadPlan Plan, int Page)> PlanSearch(Caller caller, Module module, ListQuery query)
    {
        if (!ReadPlanner.Show(caller, module, query.Fields, isList: true).TryGet(out ReadPlan? plan, out CrmError? error)
            || !ReadPlanner.PageOf(query).TryGet(out (int Number, int Size) page, out error)
            || !ReadPlanner.DirectionOf(query.SortOrder).TryGet(out bool isDescending, out error)
            || !ReadPlanner.ConvertedOf(query.Converted, module).TryGet(out ConvertedFilter converted, out error)
            || !FilterOf(plan, query).TryGet(out Criterion? filter, out error)
            || !SortOf(plan, query.SortBy ?? "id").TryGet(out Field? sortField, out error))
        {
            return error;
        }

        if ((long)page.Number * page.Size > LastRecord)
        {
            return CrmErrors.Paging.SearchTooDeep();
        }

        plan = plan with
        {
            Filter = filter,
            Converted = converted,
            Sort = new SortOrder(sortField, isDescending),
            PageSize = page.Size,
            Skip = (page.Number - 1) * page.Size,
        };
        return ReadPlanner.InView(plan, query, time.GetUtcNow()).TryGet(out plan, out error) ? (plan, page.Number) : error;
    }

    private static Result<Field> SortOf(ReadPlan plan, string sortBy)
    {
        if (plan.Module.Find(sortBy) is not { } field)
        {
            return CrmErrors.Search.FieldNotSearchable(sortBy);
        }

        if (!plan.Access.Allows(field, FieldUse.Sort))
        {
            return CrmErrors.Search.RestrictedField(sortBy);
        }

        return field.Slot is not null || field.Type.Key == KeyKind.Column
            ? field
            : CrmErrors.Search.FieldNotSearchable(sortBy);
    }

    private static string? SearchParameterOf(ListQuery query) =>
        query.Criteria is not null ? "criteria"
        : query.Email is not null ? "email"
        : query.Phone is not null ? "phone"
        : query.Word is not null ? "word"
        : null;

    private static Result<Criterion> FilterOf(ReadPlan plan, ListQuery query) => SearchParameterOf(query) switch
    {
        null => CrmErrors.Search.NothingToSearch(),
        _ when !plan.Module.SupportsSearch => CrmErrors.Search.ModuleNotSearchable(plan.Module.ApiName),
        "criteria" => ByCriteria(plan, query.Criteria!),
        "email" => ByEmail(plan, query.Email!.Trim()),
        "phone" => ByPhone(plan, query.Phone!.Trim()),
        _ => ByWord(plan, query.Word!.Trim()),
    };

    private static Result<Criterion> ByCriteria(ReadPlan plan, string criteria)
    {
        if (criteria.Length > MaximumCriteriaLength)
        {
            return CrmErrors.Requests.InvalidParameter("criteria");
        }

        return CriteriaParser.Parse(criteria).TryGet(out CriteriaNode? node, out CrmError? error)
            ? new CriteriaBinder(plan.Module, plan.Organization, plan.Access).Bind(node)
            : error;
    }

    private static Result<Criterion> ByEmail(ReadPlan plan, string email) => email.Length == 0 || email.Contains('\0', StringComparison.Ordinal)
        ? CrmErrors.Search.InvalidParameter("email")
        : AnyContains<EmailType>(plan, Keys.Fold(email));

    private static Result<Criterion> ByPhone(ReadPlan plan, string phone)
    {
        bool isNumber = phone.Length >= 3 && phone.TrimStart('+').Length >= phone.Length - 1
            && phone.TrimStart('+').All(unit => char.IsAsciiDigit(unit) || unit is '-' or '(' or ')' or '.' || char.IsWhiteSpace(unit));
        return isNumber && Keys.Digits(phone).Length > 0 ? AnyContains<PhoneType>(plan, Keys.Digits(phone)) : CrmErrors.Search.InvalidParameter("phone");
    }

    private static Result<Criterion> ByWord(ReadPlan plan, string word)
    {
        if (word.Length < 2)
        {
            return CrmErrors.Search.WordTooShort();
        }

        ImmutableArray<string> words = WordIndex.Split(word);
        ImmutableArray<Field> fields =
            [.. plan.Module.Fields.Where(field => field.Type.HasWords && field.IsSearchable && plan.Access.Allows(field, FieldUse.Filter))];
        return words.IsEmpty || fields.IsEmpty ? Criterion.Nothing.Instance : new Criterion.HasWords(words, fields);
    }

    private static Result<Criterion> AnyContains<TType>(ReadPlan plan, string key)
        where TType : FieldType
    {
        ImmutableArray<Field> ofType = [.. plan.Module.Fields.Where(field => field.Type is TType && field.Slot is not null)];
        if (ofType.IsEmpty)
        {
            return CrmErrors.Search.NoFieldOfType();
        }

        Criterion result = Criterion.Nothing.Instance;
        foreach (Field field in ofType.Where(field => plan.Access.Allows(field, FieldUse.Filter)))
        {
            Criterion compare = new Criterion.Compare(field, new KeyComparison(KeyTest.Contains, [key]));
            result = result is Criterion.Nothing ? compare : new Criterion.Or(result, compare);
        }

        return result;
    }
}
