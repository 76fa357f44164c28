using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store.Records;

/// <summary>Writes bound criteria as conditions on rows of the index. Names of columns are our own constants, values are parameters.</summary>
/// <param name="sql">The statement.</param>
/// <param name="provider">The database.</param>
/// <param name="organizationId">Whose rows.</param>
/// <param name="index">The name that the statement gives the index; the records beside it are this and <c>r</c>.</param>
/// <param name="found">The only records that can fulfil some of the criteria.</param>
/// <param name="isCut">Whether only a page of the rows is wanted.</param>
internal sealed class CriterionSql(
    SqlStatement sql, IStoreProvider provider, long organizationId, string index = "i", IReadOnlyDictionary<Criterion, long[]>? found = null, bool isCut = false)
{
    /// <summary>The column of a field, checked to be one of ours before it becomes part of a statement.</summary>
    public static string ColumnOf(Field field) => CrmDbContext.Snake(SlotOf(field));

    /// <summary>The slot of a field, checked to be one of ours.</summary>
    public static string SlotOf(Field field) => field.Slot is { } slot && SlotMap.Contains(slot)
        ? slot
        : throw new InvalidOperationException("The field has no slot.");

    /// <summary>For each word, the tokens of which a record has one that begins with it.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> TokensOf(Criterion.HasWords words) =>
        [.. words.Words.Select(word => (IReadOnlyList<string>)[.. words.Fields.Select(field => WordIndex.Token(field, word))])];

    /// <summary>Tells whether criteria compare times, which stand in the records and not in the index.</summary>
    public static bool NeedsRecords(Criterion? criterion) => criterion switch
    {
        Criterion.And and => NeedsRecords(and.Left) || NeedsRecords(and.Right),
        Criterion.Or or => NeedsRecords(or.Left) || NeedsRecords(or.Right),
        Criterion.Compare compare => compare.Field.Type is RecordTimeType,
        _ => false,
    };

    /// <summary>Adds the tables of a module's rows, with the records where they are needed, and the condition that they are the module's and among some, if these are known.</summary>
    public void AddRows(long moduleId, bool withRecords, long[]? ids = null)
    {
        sql.Add(" FROM record_index AS ").Add(index);
        if (withRecords)
        {
            sql.Add($" JOIN records AS {index}r ON {index}r.organization_id = {index}.organization_id AND {index}r.module_id = {index}.module_id AND {index}r.id = {index}.id");
        }

        sql.Add($" WHERE {index}.organization_id = ").AddValue(organizationId).Add($" AND {index}.module_id = ").AddValue(moduleId);
        if (withRecords)
        {
            // Said of both, so that either may lead.
            sql.Add($" AND {index}r.organization_id = ").AddValue(organizationId).Add($" AND {index}r.module_id = ").AddValue(moduleId);
        }

        foreach (string table in ids is null ? [] : withRecords ? (string[])[index, $"{index}r"] : [index])
        {
            sql.Add(" AND ");
            provider.AddOneOf(sql, $"{table}.id", ids!);
        }
    }

    /// <summary>Adds a condition on rows of a module.</summary>
    public void Add(Criterion criterion, long moduleId)
    {
        switch (criterion)
        {
            case Criterion.And and:
                AddPair(and.Left, " AND ", and.Right, moduleId);
                break;
            case Criterion.Or or:
                AddPair(or.Left, " OR ", or.Right, moduleId);
                break;
            case Criterion.Compare compare:
                AddCompare(compare, moduleId);
                break;
            case Criterion.Refers refers:
                AddRefers(refers);
                break;
            case Criterion.Joined joined:
                AddJoined(joined);
                break;
            case Criterion.Converted converted:
                sql.Add(converted.IsWanted ? $"{index}.is_converted" : $"NOT {index}.is_converted");
                break;
            case Criterion.HasWords when found?.GetValueOrDefault(criterion) is { } ids:
                provider.AddOneOf(sql, $"{index}.id", ids);
                break;
            case Criterion.HasWords words:
                provider.AddHasWords(sql, $"{index}.id", organizationId, moduleId, TokensOf(words), isCut);
                break;
            case Criterion.Nothing:
                sql.Add("FALSE");
                break;
            default:
                throw new InvalidOperationException("A criterion without translation.");
        }
    }

    private void AddPair(Criterion left, string connector, Criterion right, long moduleId)
    {
        sql.Add("(");
        Add(left, moduleId);
        sql.Add(connector);
        Add(right, moduleId);
        sql.Add(")");
    }

    private void AddCompare(Criterion.Compare compare, long moduleId)
    {
        (string column, bool isNumber) = compare.Field switch
        {
            { Type: RecordIdType } => ($"{index}.id", true),
            { Type: RecordTimeType, ApiName: "Created_Time" } => ($"{index}r.created_time", true),
            { Type: RecordTimeType } => ($"{index}r.modified_time", true),
            var field => ($"{index}.{ColumnOf(field)}", false),
        };
        new ComparisonSql(sql, provider, column, isNumber).Add(compare.Comparison);
    }

    private void AddRefers(Criterion.Refers refers)
    {
        string column = $"{index}.{ColumnOf(refers.Field)}";
        sql.Add(refers.IsNegated ? $"({column} IS NULL OR NOT (" : "(");
        if (!refers.Ids.IsEmpty)
        {
            provider.AddOneOf(sql, column, refers.Ids);
            sql.Add(" OR ");
        }

        AddTargets(column, refers.Target, target => new ComparisonSql(sql, provider, $"{target}.{ColumnOf(refers.TargetName)}", isNumber: false).Add(new KeyComparison(KeyTest.OneOf, refers.Names)));
        sql.Add(refers.IsNegated ? "))" : ")");
    }

    private void AddJoined(Criterion.Joined joined)
    {
        string column = $"{index}.{ColumnOf(joined.Field)}";
        sql.Add(joined.IsNegated ? $"({column} IS NULL OR NOT " : "(");
        AddTargets(column, joined.Target, target => new CriterionSql(sql, provider, organizationId, target).Add(joined.Inner, joined.Target.Id), NeedsRecords(joined.Inner));
        sql.Add(")");
    }

    // Lookups keep ids as texts.
    private void AddTargets(string column, Module target, Action<string> condition, bool withRecords = false)
    {
        string name = $"{index}t";
        sql.Add($"{column} IN (SELECT CAST({name}.id AS text)");
        new CriterionSql(sql, provider, organizationId, name).AddRows(target.Id, withRecords);
        sql.Add(" AND ");
        condition(name);
        sql.Add(")");
    }
}
