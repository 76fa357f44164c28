using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Coql;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;
using PrivacyCrm.Store.Records;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Coql;

/// <summary>The key of a column as an expression over the rows of the index; steps over lookups become subqueries by primary key.</summary>
internal sealed class CoqlKeys(CrmDbContext db)
{
    /// <summary>The key. Of times and ids, which are numbers, their digits.</summary>
    public Expression<Func<IndexRow, string?>> Of(CoqlPath path)
    {
        Expression<Func<IndexRow, string?>> key = OfField(path.Sortable ?? throw new InvalidOperationException("The column has no key."));
        for (int index = path.Joins.Length - 1; index >= 0; index--)
        {
            key = Behind(CriterionSql.SlotOf(path.Joins[index].Lookup), path.Joins[index].Target.Id, key);
        }

        return key;
    }

    /// <summary>The number of a column of the record itself that has an index in the order of numbers; null for other columns.</summary>
    public static Expression<Func<IndexRow, long>>? NumberOf(CoqlPath path) => (path.Joins.IsEmpty, path.Sortable) switch
    {
        (true, { Type: RecordIdType }) => row => row.Id,
        (true, { Type: RecordTimeType, ApiName: "Created_Time" }) => row => row.Record.CreatedTime,
        (true, { Type: RecordTimeType }) => row => row.Record.ModifiedTime,
        _ => null,
    };

    /// <summary>Tells whether keys of a column are digits of numbers, whose order is that of their length first.</summary>
    public static bool IsNumber(CoqlPath path) => path.Sortable!.Type.Key == KeyKind.Column;

    private static Expression<Func<IndexRow, string?>> OfField(Field field)
    {
        if (field is { ApiName: CoqlPlan.ConvertedField, Type: BooleanType })
        {
            return row => row.IsConverted ? "1" : "0";
        }

        if (field.Type is RecordIdType)
        {
            return row => (string)(object)row.Id;
        }

        if (field.Type is RecordTimeType)
        {
            return field.ApiName == "Created_Time" ? row => (string)(object)row.Record.CreatedTime : row => (string)(object)row.Record.ModifiedTime;
        }

        string slot = CriterionSql.SlotOf(field);

        // False is kept as no key.
        return field.Type is BooleanType ? row => EF.Property<string?>(row, slot) ?? "0" : row => EF.Property<string?>(row, slot);
    }

    private Expression<Func<IndexRow, string?>> Behind(string lookup, long moduleId, Expression<Func<IndexRow, string?>> key)
    {
        DbSet<IndexRow> targets = db.Index;
        return row => targets
            .Where(target => target.ModuleId == moduleId && target.Id == (long)(object)EF.Property<string>(row, lookup))
            .Select(key)
            .FirstOrDefault();
    }
}
