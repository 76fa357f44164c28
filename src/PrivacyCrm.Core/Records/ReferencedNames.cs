using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>Finds the names of the records that a page refers to, with one question for the whole page.</summary>
/// <param name="store">Where records are.</param>
public sealed class ReferencedNames(IRecordStore store)
{
    private static readonly IReadOnlyDictionary<long, string> None = ImmutableDictionary<long, string>.Empty;

    /// <summary>Finds the names.</summary>
    /// <param name="plan">The read.</param>
    /// <param name="documents">What it found.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The names that are open, by record.</returns>
    public async Task<IReadOnlyDictionary<long, string>> FindAsync(
        ReadPlan plan, IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(documents);
        if (plan.Shape.Lookups.IsEmpty)
        {
            return None;
        }

        HashSet<long> ids = [];
        foreach (StoredDocument document in documents)
        {
            Collect(document, plan.Shape, ids);
        }

        return ids.Count == 0 ? None : await store.NamesAsync(plan.Caller, ids, cancellationToken);
    }

    // Most have none, and looking for a key takes less than looking for all of them.
    private static bool HasReferences(ReadOnlySpan<byte> json, RecordShape shape)
    {
        foreach (byte[] key in shape.LookupKeys)
        {
            if (json.IndexOf(key) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void Collect(StoredDocument document, RecordShape shape, HashSet<long> ids)
    {
        ReadOnlySpan<byte> json = document.Utf8.Span;
        if (!HasReferences(json, shape))
        {
            return;
        }

        Span<Range> found = stackalloc Range[shape.Fields.Length];
        DocumentScan.Locate(json, shape.Places, found);
        foreach (int lookup in shape.Lookups)
        {
            ReadOnlySpan<byte> stored = json[found[lookup]];
            if (stored.Length > 2)
            {
                ids.Add(RecordId.Parse(stored[1..^1]));
            }
        }
    }
}
