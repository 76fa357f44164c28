using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records.Loading;

/// <summary>How a load is divided. It stays as it was when the load began, so that a load that goes on knows which rows are done.</summary>
/// <param name="KeepsIds">Whether records have the ids of their rows.</param>
/// <param name="Lanes">How many batches are written at once.</param>
/// <param name="BatchSize">Rows in one transaction.</param>
internal sealed record LoadPlan(bool KeepsIds, int Lanes, int BatchSize)
{
    private const int MaximumLanes = 4;

    // PostgreSQL has room for some 6,000 locks unless it is told otherwise; each unique value of a batch takes one.
    private const int MaximumUniqueValues = 2_000;

    public static LoadPlan For(Module module, bool keepsIds, int batchSize, bool hasManyWriters)
    {
        ImmutableArray<Field> fields = module.Fields;
        int unique = fields.Count(field => field.IsUnique);
        bool isOrdered = unique > 0 || fields.Any(field => field.Type is AutoNumberType || (keepsIds && PointsInto(module, field)));
        return new LoadPlan(keepsIds, hasManyWriters && !isOrdered ? MaximumLanes : 1, Math.Min(batchSize, MaximumUniqueValues / Math.Max(1, unique)));
    }

    // A row that points at a row before it finds it only when they are written in order.
    private static bool PointsInto(Module module, Field field) =>
        field.Type is RecordLookupType && (field.LookupModule is null || field.LookupModule == module.ApiName);
}
