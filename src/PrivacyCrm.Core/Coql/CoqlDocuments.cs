using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>The records that those of a page refer to, and the way from a row to them.</summary>
/// <param name="plan">The query.</param>
public sealed class CoqlDocuments(CoqlPlan plan)
{
    private readonly Dictionary<(long ModuleId, long Id), StoredDocument> _joined = [];

    /// <summary>Adds records that were read.</summary>
    /// <param name="documents">The records, by module and id.</param>
    internal void Add(IReadOnlyDictionary<(long ModuleId, long Id), StoredDocument> documents)
    {
        foreach ((var key, StoredDocument document) in documents)
        {
            _joined[key] = document;
        }
    }

    /// <summary>The records that sources of a level consist of for some rows. Closed lookups lead nowhere.</summary>
    /// <param name="level">The level.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>Their ids.</returns>
    internal HashSet<long> IdsOf(int level, IReadOnlyList<CoqlRow> rows)
    {
        HashSet<long> ids = [];
        if (plan.Sources.Any(source => source.Level == level))
        {
            foreach (CoqlRow row in rows)
            {
                CoqlValues values = Of(row);
                for (int index = 0; index < plan.Sources.Length; index++)
                {
                    if (plan.Sources[index].Level == level && values.Target(index) is { } id)
                    {
                        ids.Add(id);
                    }
                }
            }
        }

        return ids;
    }

    /// <summary>The records whose names some rows show.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>Their ids.</returns>
    internal HashSet<long> Named(IReadOnlyList<CoqlRow> rows)
    {
        HashSet<long> ids = [];
        CoqlColumn[] lookups =
        [
            .. plan.Columns.Where(column => plan.ShowsNames && column.IsOpen && column.Function is null && column.Path is { User: null, Consent: null, Field.Type: RecordLookupType and not MultiModuleLookupType }),
        ];
        if (lookups.Length > 0)
        {
            foreach (CoqlRow row in rows)
            {
                CoqlValues values = Of(row);
                foreach (CoqlColumn lookup in lookups)
                {
                    ReadOnlySpan<byte> stored = values.Of(lookup.Source, lookup.Field);
                    if (stored.Length > 2)
                    {
                        ids.Add(RecordId.Parse(stored[1..^1]));
                    }
                }
            }
        }

        return ids;
    }

    /// <summary>The values of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its values, of all sources.</returns>
    internal CoqlValues Of(CoqlRow row) => new(plan, row, _joined);
}
