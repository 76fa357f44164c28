using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Bulk;

/// <summary>Finds records by the values of a field, many at once. A field that may not be searched finds nothing.</summary>
/// <param name="store">Where records are.</param>
public sealed class RecordKeys(IRecordStore store)
{
    /// <summary>Finds records.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="module">The module.</param>
    /// <param name="field">The field.</param>
    /// <param name="values">The values as written.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>For each value that is held, the first record that holds it.</returns>
    public async Task<IReadOnlyDictionary<string, long>> FindAsync(
        Caller caller, Module module, Field field, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(values);
        Dictionary<string, long> found = new(StringComparer.Ordinal);
        Dictionary<string, string> keyOf = new(StringComparer.Ordinal);
        foreach (string value in values)
        {
            if (caller.AccessTo(module).Allows(field, FieldUse.Filter) && field.Type.ParseKey(value, field, caller.Organization) is { IsPoint: true } key)
            {
                keyOf[value] = key.Low;
            }
        }

        if (keyOf.Count == 0)
        {
            return found;
        }

        IReadOnlyDictionary<string, long> holders = await store.WriteAsync(
            caller.Organization, module, (transaction, token) => transaction.HoldersAsync(field, [.. keyOf.Values.Distinct(StringComparer.Ordinal)], token), cancellationToken);
        foreach ((string value, string key) in keyOf)
        {
            if (holders.TryGetValue(key, out long id))
            {
                found[value] = id;
            }
        }

        return found;
    }
}
