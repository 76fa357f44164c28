using System.Collections.Immutable;

namespace PrivacyCrm.Store.Records;

/// <summary>
/// Rows of one table that are inserted, updated or deleted alike. Databases get them in the form they are fastest with; see decision 0015.
/// Every table begins with organization and module, which are the same in all rows.
/// </summary>
/// <param name="kind">What happens to the rows.</param>
/// <param name="table">The table, a name of our own.</param>
/// <param name="keys">The columns that find a row; for new rows, the first ones.</param>
/// <param name="values">The columns that are written.</param>
internal sealed class TableChange(TableChangeKind kind, string table, ImmutableArray<TableColumn> keys, ImmutableArray<TableColumn> values)
{
    private const string Owner = "organization_id, module_id";

    /// <summary>Gets the columns of a row, keys first.</summary>
    public ImmutableArray<TableColumn> Columns { get; } = keys.AddRange(values);

    /// <summary>Gets the rows, with a value for each column.</summary>
    public List<object?[]> Rows { get; } = [];

    /// <summary>The statement for one row, whose values are <c>$3</c> and following; <c>$1</c> and <c>$2</c> are organization and module.</summary>
    public string ForOne()
    {
        string Value(int index) => ParameterNames.Of(index + 2) + Columns[index].Cast;
        return kind switch
        {
            TableChangeKind.Insert => $"INSERT INTO {table} ({Owner}, {Names(Columns)}) VALUES ($1, $2, {Join(", ", Columns, (_, index) => Value(index))})",
            TableChangeKind.Update => $"UPDATE {table} SET {Join(", ", values, (column, index) => $"{column.Name} = {Value(keys.Length + index)}")} WHERE {Found((_, index) => Value(index))}",
            _ => $"DELETE FROM {table} WHERE {Found((_, index) => Value(index))}",
        };
    }

    /// <summary>The statement for all rows, whose values are arrays, one for each column.</summary>
    /// <param name="arrayOf">The type of the array for a column.</param>
    public string ForAll(Func<TableColumn, string> arrayOf)
    {
        string rows = $"unnest({Join(", ", Columns, (column, index) => $"{ParameterNames.Of(index + 2)}::{arrayOf(column)}")}) AS given ({Names(Columns)})";
        string found = Found((column, _) => Given(column));
        return kind switch
        {
            TableChangeKind.Insert => $"INSERT INTO {table} ({Owner}, {Names(Columns)}) SELECT $1, $2, {Join(", ", Columns, (column, _) => Given(column))} FROM {rows}",
            TableChangeKind.Update => $"UPDATE {table} SET {Join(", ", values, (column, _) => $"{column.Name} = {Given(column)}")} FROM {rows} WHERE {found}",
            _ => $"DELETE FROM {table} USING {rows} WHERE {found}",
        };
    }

    private string Found(Func<TableColumn, int, string> value) =>
        $"{table}.organization_id = $1 AND {table}.module_id = $2{string.Concat(keys.Select((column, index) => $" AND {table}.{column.Name} = {value(column, index)}"))}";

    private static string Given(TableColumn column) => $"given.{column.Name}{column.Cast}";

    private static string Names(IEnumerable<TableColumn> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static string Join(string separator, IEnumerable<TableColumn> columns, Func<TableColumn, int, string> part) => string.Join(separator, columns.Select(part));
}
