using PrivacyCrm.Core.Consents;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Consents;

/// <summary>Filters of requests and grants as queries, the newest rows first.</summary>
internal static class ConsentRowFilter
{
    public static IQueryable<ConsentRequestRow> Of(IQueryable<ConsentRequestRow> rows, ConsentFilter filter)
    {
        long now = filter.At.ToUnixTimeSeconds();
        IQueryable<ConsentRequestRow> found = filter.RequestState switch
        {
            null => rows,
            RequestState.Pending => rows.Where(row => row.EndedTime == null && row.Expires > now),
            RequestState.Lapsed => rows.Where(row => row.Outcome == (int)RequestState.Lapsed || (row.EndedTime == null && row.Expires <= now)),
            { } state => rows.Where(row => row.Outcome == (int)state),
        };
        return Page(found, filter);
    }

    public static IQueryable<ConsentGrantRow> Of(IQueryable<ConsentGrantRow> rows, ConsentFilter filter)
    {
        long now = filter.At.ToUnixTimeSeconds();
        IQueryable<ConsentGrantRow> found = filter.GrantState switch
        {
            null => rows,
            GrantState.Active => rows.Where(row => row.EndedTime == null && row.Expires > now),
            GrantState.Expired => rows.Where(row => row.Outcome == (int)EndReason.Expired || (row.EndedTime == null && row.Expires <= now)),
            GrantState.Superseded => rows.Where(row => row.Outcome == (int)EndReason.Superseded),
            _ => rows.Where(row => row.Outcome != null && row.Outcome != (int)EndReason.Expired && row.Outcome != (int)EndReason.Superseded),
        };
        return Page(found, filter);
    }

    private static IQueryable<TRow> Page<TRow>(IQueryable<TRow> rows, ConsentFilter filter)
        where TRow : class, IConsentRow
    {
        if (filter.Id is { } id)
        {
            rows = rows.Where(row => row.Id == id);
        }

        if (filter.Audience is { } audience)
        {
            rows = rows.Where(row => row.Audience == (int)audience);
        }

        if (filter.SubjectId is { } subject)
        {
            rows = rows.Where(row => row.SubjectId == subject);
        }

        if (filter.TargetId is { } target)
        {
            rows = rows.Where(row => row.TargetId == target);
        }

        if (filter.IsNotEnded)
        {
            rows = rows.Where(row => row.EndedTime == null);
        }

        if (filter.ExpiresBefore is { } limit)
        {
            long moment = limit.ToUnixTimeSeconds();
            rows = rows.Where(row => row.Expires < moment);
        }

        if (filter.Before is { } before)
        {
            rows = rows.Where(row => row.Id < before);
        }

        return rows.OrderByDescending(row => row.Id).Take(filter.Limit);
    }
}
