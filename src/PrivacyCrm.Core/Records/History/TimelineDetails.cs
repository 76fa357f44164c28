using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Records.History;

/// <summary>Which keys a timeline shows beside those it always has.</summary>
/// <param name="Inner">The names in <c>include_inner_details</c>.</param>
/// <param name="Outer">The names in <c>include</c>.</param>
internal sealed record TimelineDetails(IReadOnlySet<string> Inner, IReadOnlySet<string> Outer)
{
    public const string Label = "field_history.field_label";
    public const string DataType = "field_history.data_type";
    public const string Colours = "field_history.enable_colour_code";
    public const string Options = "field_history.pick_list_values";
    public const string UserType = "done_by.type__s";
    public const string Profile = "done_by.profile";
    public const string Extension = "extension";
    public const string Type = "type";

    /// <summary>Reads both parameters.</summary>
    /// <param name="inner">Names separated by commas, or null.</param>
    /// <param name="outer">Names separated by commas, or null.</param>
    /// <returns>The details, or the refusal of a name that is none.</returns>
    public static Result<TimelineDetails> Read(string? inner, string? outer)
    {
        HashSet<string> innerNames = Names(inner);
        HashSet<string> outerNames = Names(outer);
        return !innerNames.IsSubsetOf([Label, DataType, Colours, Options, UserType, Profile]) ? CrmErrors.Requests.InvalidParameter("include_inner_details")
            : outerNames.IsSubsetOf([Extension, Type]) ? new TimelineDetails(innerNames, outerNames)
            : CrmErrors.Requests.InvalidParameter("include");
    }

    private static HashSet<string> Names(string? text) =>
        (text ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
