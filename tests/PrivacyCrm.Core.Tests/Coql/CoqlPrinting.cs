using PrivacyCrm.Core.Coql;

namespace PrivacyCrm.Core.Tests.Coql;

/// <summary>Prints queries, to be parsed again or to be compared with what was expected.</summary>
internal static class CoqlPrinting
{
    public static string Print(CoqlQuery query) => string.Join(' ', new[]
    {
        $"select {string.Join(", ", query.Columns.Select(Print))}",
        $"from {query.Module}{(query.View is null ? string.Empty : $"#{query.View}")}",
        $"where {Print(query.Where)}",
        query.GroupBy.IsEmpty ? string.Empty : $"group by {string.Join(", ", query.GroupBy)}",
        query.OrderBy.IsEmpty ? string.Empty : $"order by {string.Join(", ", query.OrderBy.Select(order => $"{Name(order.Column)} {(order.IsDescending ? "desc" : "asc")}"))}",
        query.Limit is null ? string.Empty : $"limit {query.Limit}",
        query.Offset is null ? string.Empty : $"offset {query.Offset}",
    }.Where(part => part.Length > 0));

    public static string Print(CoqlCondition condition) => condition switch
    {
        CoqlCondition.Pair pair => $"({Print(pair.Left)} {(pair.IsAnd ? "and" : "or")} {Print(pair.Right)})",
        CoqlCondition.Compare { Operator.Kind: CoqlOperatorKind.Null } compare => $"{compare.Column} {compare.Operator.Name}",
        CoqlCondition.Compare { Operator.Name: "in" or "not in" } compare => $"{compare.Column} {compare.Operator.Name} ({string.Join(", ", compare.Values.Select(Print))})",
        CoqlCondition.Compare compare => $"{compare.Column} {compare.Operator.Name} {string.Join(" and ", compare.Values.Select(Print))}",
        _ => throw new ArgumentException("There is no other condition.", nameof(condition)),
    };

    public static string Quote(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string Print(CoqlSelected column) => column.Alias is null ? column.Name : $"{column.Name} as {Quote(column.Alias)}";

    private static string Print(CoqlValue value) => value.Kind == CoqlTokenKind.Text ? Quote(value.Text) : value.Text;

    // Names of columns need no quotes, other aliases do.
    private static string Name(string column) => column.All(unit => char.IsLetterOrDigit(unit) || unit is '_' or '.' or '(' or ')' or '!') && column.Length > 0 && !char.IsDigit(column[0]) ? column : Quote(column);
}
