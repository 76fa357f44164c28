using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.Mass;

/// <summary>The records of a view as a mass action goes through them: by id, so that a record that leaves the view when it is written is no gap.</summary>
internal static class MassView
{
    private const int AtOnce = 100;

    /// <summary>Plans to read the records of a view after one of them.</summary>
    /// <returns>The plan; the refusal of a view that does not exist or needs a field closed to the caller.</returns>
    public static Result<ReadPlan> Plan(Caller caller, Module module, string view, long after, DateTimeOffset now)
    {
        if (new ViewBinder(caller, module, now).Find(view) is null)
        {
            return CrmErrors.MassActions.UnknownView();
        }

        if (!ReadPlanner.Show(caller, module, "id", isList: true).TryGet(out ReadPlan? shown, out CrmError? error)
            || !ReadPlanner.ConvertedOf(converted: null, module).TryGet(out ConvertedFilter converted, out error))
        {
            return error;
        }

        ReadPlan plan = shown with
        {
            Converted = converted,
            Sort = new SortOrder(module.Find("id")!, IsDescending: false),
            PageSize = AtOnce,
            Keyset = new Keyset(after, after, IsBackward: false),
        };
        return ReadPlanner.InView(plan, new ListQuery { Version = string.Empty, CustomView = view, SortBy = "id" }, now);
    }
}
