using System.Globalization;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store.Records;

/// <summary>
/// Writes the statements of plans: over the records alone where their columns are enough, else over the index, which is searched, sorted
/// and cut before the page's documents are fetched. See decision 0014.
/// </summary>
internal sealed class PlanSql(ReadPlan plan, IStoreProvider provider, Candidates candidates)
{
    // Most reads are of this kind, so it is not written anew each time.
    private const string OneRecord =
        "SELECT r.id, r.document, r.created_time, r.modified_time, NULL FROM records AS r WHERE r.organization_id = $1 AND r.module_id = $2 AND r.id = $3";

    private readonly SqlStatement _sql = new();
    private readonly PlanOrder _order = new(plan);

    private bool NeedsIndex => plan.Filter is not null || _order.KeyColumn is not null;

    /// <summary>One page, and one record more: id, document, created and modified time, key of the order.</summary>
    public SqlStatement Page() => plan is { Ids: [var id], Filter: null, ModifiedSince: null, Converted: ConvertedFilter.Both, Keyset: null, Skip: 0 }
        ? new SqlStatement(OneRecord, plan.Organization.Id, plan.Module.Id, id)
        : NeedsIndex ? IndexPage() : RecordPage();

    /// <summary>The same page, of records with a key alone: those without one come behind all others, so a full page of these is the page.</summary>
    /// <returns>The statement; null where the order of the index of the key would not serve.</returns>
    public SqlStatement? PageOfKeys() => plan.Filter is null && _order.CanReadKeys ? IndexPage(ofKeys: true) : null;

    /// <summary>The number of all records of the plan, whatever its page.</summary>
    public SqlStatement Count()
    {
        _sql.Add("SELECT count(*)");
        if (plan.Filter is null)
        {
            AddRecords();
        }
        else
        {
            AddIndex();
        }

        return _sql;
    }

    private SqlStatement RecordPage()
    {
        _sql.Add("SELECT r.id, r.document, r.created_time, r.modified_time, NULL");
        AddRecords();
        if (plan.Skip > 0 && _order.IsById)
        {
            AddBeginning();
            _order.AddOrder(_sql, "r", "r");
            return AddLimit(plan.PageSize + 1);
        }

        _order.AddPlace(_sql, "r", "r");
        _order.AddOrder(_sql, "r", "r");
        return AddCut();
    }

    // An index has all that is needed of the records before the page: their documents are not passed by.
    private void AddBeginning()
    {
        _sql.Add($" AND r.id {_order.From} (SELECT s.id");
        AddRecords("s");
        _order.AddPlace(_sql, "s", "s");
        _order.AddOrder(_sql, "s", "s");
        AddLimit(1).Add(string.Create(CultureInfo.InvariantCulture, $" OFFSET {plan.Skip})"));
    }

    // Sorts and cuts narrow rows, then fetches each document by its key. Not a join: SQLite may begin a join at the documents and read
    // the whole module. Ordering again keeps the fetch behind the cut.
    private SqlStatement IndexPage(bool ofKeys = false)
    {
        string time = _order.TimeColumn is { } column ? $"ir.{column}" : "0";
        _sql.Add("SELECT p.id, (SELECT r.document FROM records AS r WHERE r.organization_id = ").AddValue(plan.Organization.Id);
        _sql.Add(" AND r.module_id = ").AddValue(plan.Module.Id).Add(" AND r.id = p.id), p.time, p.time, p.key");
        _sql.Add($" FROM (SELECT i.id AS id, {time} AS time, {(_order.KeyColumn is { } key ? $"i.{key}" : "NULL")} AS key");
        AddIndex(isCut: true);
        _order.AddPlace(_sql, "i", "ir", ofKeys);
        _order.AddOrder(_sql, "i", "ir", ofKeys);
        AddCut();
        _sql.Add(") AS p");
        _order.AddOrderOfPage(_sql);
        return _sql;
    }

    private void AddRecords(string name = "r")
    {
        _sql.Add($" FROM records AS {name} WHERE {name}.organization_id = ").AddValue(plan.Organization.Id).Add($" AND {name}.module_id = ").AddValue(plan.Module.Id);
        AddCommon(name, name);
    }

    private void AddIndex(bool isCut = false)
    {
        CriterionSql criteria = new(_sql, provider, plan.Organization.Id, found: candidates.Found, isCut: isCut);
        criteria.AddRows(plan.Module.Id, CriterionSql.NeedsRecords(plan.Filter) || _order.TimeColumn is not null || plan.ModifiedSince is not null, candidates.All);
        if (plan.Filter is { } filter)
        {
            _sql.Add(" AND ");
            criteria.Add(filter, plan.Module.Id);
        }

        AddCommon("i", "ir");
    }

    private void AddCommon(string rows, string records)
    {
        if (plan.Ids is { } ids)
        {
            _sql.Add(" AND ");
            provider.AddOneOf(_sql, $"{rows}.id", ids);
        }

        if (plan.ModifiedSince is { } since)
        {
            _sql.Add($" AND {records}.modified_time > ").AddValue(since.ToUnixTimeSeconds());
        }

        _sql.Add(plan.Converted switch
        {
            ConvertedFilter.No => $" AND NOT {rows}.is_converted",
            ConvertedFilter.Yes => $" AND {rows}.is_converted",
            _ => string.Empty,
        });
    }

    private SqlStatement AddCut()
    {
        AddLimit(plan.PageSize + 1);
        return plan.Skip == 0 ? _sql : _sql.Add(string.Create(CultureInfo.InvariantCulture, $" OFFSET {plan.Skip}"));
    }

    // Numbers in the text, not values: they decide the database's way to the rows.
    private SqlStatement AddLimit(int rows) => _sql.Add(string.Create(CultureInfo.InvariantCulture, $" LIMIT {rows}"));
}
