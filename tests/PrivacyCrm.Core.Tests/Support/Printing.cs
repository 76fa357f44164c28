using PrivacyCrm.Core.Criteria;

namespace PrivacyCrm.Core.Tests.Support;

/// <summary>Prints criteria, to be parsed again or to be compared with what was expected.</summary>
internal static class Printing
{
    /// <summary>Criteria as a client would write them.</summary>
    public static string Print(CriteriaNode node) => node switch
    {
        CriteriaNode.Condition condition => $"({condition.Name}:{condition.Operator}:{condition.Value})",
        CriteriaNode.Pair pair => $"({Print(pair.Left)}{(pair.IsAnd ? "and" : "or")}{Print(pair.Right)})",
        _ => throw new ArgumentException("There is no other node.", nameof(node)),
    };

    public static string Escape(string value) => string.Concat(value.Select(unit => CriteriaValues.IsEscapable(unit) ? $"\\{unit}" : $"{unit}"));

    /// <summary>Bound criteria in one line.</summary>
    public static string Print(Criterion criterion) => criterion switch
    {
        Criterion.And both => $"({Print(both.Left)} & {Print(both.Right)})",
        Criterion.Or either => $"({Print(either.Left)} | {Print(either.Right)})",
        Criterion.Compare compare => $"{compare.Field.ApiName} {compare.Comparison.Test} {string.Join(' ', compare.Comparison.Keys)}".TrimEnd(),
        Criterion.Refers refers =>
            $"{refers.Field.ApiName} {(refers.IsNegated ? "does not refer" : "refers")} to {refers.Target.ApiName} with {refers.TargetName.ApiName} {string.Join('|', refers.Names)} or id {string.Join('|', refers.Ids)}".TrimEnd(),
        Criterion.Joined joined => $"{joined.Field.ApiName} {(joined.IsNegated ? "does not lead" : "leads")} to {joined.Target.ApiName} with ({Print(joined.Inner)})",
        Criterion.Converted converted => converted.IsWanted ? "converted" : "not converted",
        Criterion.HasWords words => $"{string.Join('+', words.Words)} in {string.Join('|', words.Fields.Select(field => field.ApiName))}",
        Criterion.Nothing => "nothing",
        _ => throw new ArgumentException("There is no other criterion.", nameof(criterion)),
    };
}
