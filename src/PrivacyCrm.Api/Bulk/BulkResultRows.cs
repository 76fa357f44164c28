using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Api.Bulk;

/// <summary>What became of some rows of a bulk write, as rows of its result.</summary>
internal sealed class BulkResultRows
{
    /// <summary>How many columns of the file stand before the outcome.</summary>
    public const int Columns = 3;

    // What the original's results tell; anything else is about the data.
    private static readonly string[] Codes = ["MANDATORY_NOT_FOUND", "INVALID_DATA", "DUPLICATE_DATA", "CANNOT_PROCESS", "LIMIT_EXCEEDED", "RESOURCE_NOT_FOUND", "NO_PERMISSION"];

    private readonly BulkWriteOrder _order;

    public BulkResultRows(BulkWriteOrder order, List<List<string>> rows, IReadOnlyList<RowOutcome> outcomes)
    {
        _order = order;
        Rows = [.. rows.Zip(outcomes, RowOf)];
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>How many records were made.</summary>
    public int Added { get; private set; }

    /// <summary>How many were changed.</summary>
    public int Updated { get; private set; }

    /// <summary>How many rows were refused.</summary>
    public int Skipped { get; private set; }

    /// <summary>The header of a result.</summary>
    public static IReadOnlyList<string> Header(BulkWriteOrder order) => [.. Shown(order).Select(mapping => mapping.ApiName), "STATUS", "RECORD_ID", "ERRORS"];

    /// <summary>The mapped columns that are shown again.</summary>
    public static IEnumerable<BulkMapping> Shown(BulkWriteOrder order) => order.Mappings.Where(mapping => mapping.Index is not null).Take(Columns);

    private string[] RowOf(List<string> row, RowOutcome outcome)
    {
        IEnumerable<string> cells = Shown(_order).Select(mapping => mapping.Index < row.Count ? row[mapping.Index!.Value] : string.Empty);
        if (outcome.Error is { } error)
        {
            Skipped++;
            return [.. cells, "SKIPPED", string.Empty, Told(error)];
        }

        bool isUpdate = _order.Operation == "update" || outcome.Action == "update";
        (Added, Updated) = isUpdate ? (Added, Updated + 1) : (Added + 1, Updated);
        return [.. cells, isUpdate ? "UPDATED" : "ADDED", outcome.Details.Find("id") as string ?? string.Empty, string.Empty];
    }

    private string Told(CrmError error)
    {
        string column = error.Details.Find("api_name") as string ?? string.Empty;
        bool isUnfound = column == "id" && error.Code is "INVALID_DATA" or "MANDATORY_NOT_FOUND" && _order.Operation != "insert";
        string code = isUnfound && column == "id" ? "RESOURCE_NOT_FOUND" : Codes.Contains(error.Code) ? error.Code : "INVALID_DATA";
        string told = column == "id" ? _order.FindBy ?? column : column;
        return told.Length == 0 ? code : $"{code}-{told}";
    }
}
