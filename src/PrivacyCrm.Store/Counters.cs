using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store;

/// <summary>Numbers that are given out once, whoever asks at the same time.</summary>
internal static class Counters
{
    /// <summary>Takes numbers and returns the first of them.</summary>
    public static async Task<long> TakeAsync(CrmDbContext db, IStoreProvider provider, long fieldId, long start, int count, CancellationToken cancellationToken)
    {
        CounterRow? counter = await provider.CounterForUpdate(db, fieldId).SingleOrDefaultAsync(cancellationToken);
        if (counter is null)
        {
            counter = new CounterRow { OrganizationId = db.OrganizationId, FieldId = fieldId, NextNumber = start };
            db.Counters.Add(counter);
        }

        long first = counter.NextNumber;
        counter.NextNumber += count;

        // Now, so that whoever asks next finds it.
        await db.SaveChangesAsync(cancellationToken);
        return first;
    }
}
