using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Store;

/// <summary>Numbers that are given out once, whoever asks at the same time.</summary>
internal static class Counters
{
    /// <summary>Takes numbers and returns the first of them. Whoever asks next waits until the transaction ends.</summary>
    public static async Task<long> TakeAsync(SqlSession session, long organizationId, long fieldId, long start, int count, CancellationToken cancellationToken)
    {
        SqlStatement sql = new SqlStatement().Add("INSERT INTO counters (organization_id, field_id, next_number) VALUES (")
            .AddValue(organizationId).Add(", ").AddValue(fieldId).Add(", ").AddValue(start + count)
            .Add(") ON CONFLICT (organization_id, field_id) DO UPDATE SET next_number = counters.next_number + ").AddValue((long)count)
            .Add(" RETURNING next_number");
        return (await session.QueryAsync(sql, reader => reader.GetInt64(0), cancellationToken))[0] - count;
    }
}
