using System.Text.Json;

namespace PrivacyCrm.Core.Records;

/// <summary>The <c>info</c> object beside a page.</summary>
/// <param name="PerPage">The page's size.</param>
/// <param name="Count">The records on the page.</param>
/// <param name="Page">The page's number.</param>
/// <param name="HasMore">Whether another page follows.</param>
public sealed record PageInfo(int PerPage, int Count, int Page, bool HasMore)
{
    /// <summary>Gets the field the list is sorted by, when that is told.</summary>
    public string? SortBy { get; init; }

    /// <summary>Gets the direction, when it is told.</summary>
    public string? SortOrder { get; init; }

    /// <summary>Gets a value indicating whether page tokens are told.</summary>
    public bool HasTokens { get; init; }

    /// <summary>Gets the token of the next page.</summary>
    public string? NextToken { get; init; }

    /// <summary>Gets the token of the previous page.</summary>
    public string? PreviousToken { get; init; }

    /// <summary>Gets when the tokens expire, in the reader's zone.</summary>
    public string? TokenExpiry { get; init; }

    /// <summary>Writes the object.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        if (HasTokens)
        {
            writer.WriteBoolean("call", false);
        }

        writer.WriteNumber("per_page", PerPage);
        if (HasTokens)
        {
            writer.WriteString("next_page_token", NextToken);
        }

        writer.WriteNumber("count", Count);
        WriteIfTold(writer, "sort_by", SortBy);
        writer.WriteNumber("page", Page);
        if (HasTokens)
        {
            writer.WriteString("previous_page_token", PreviousToken);
            writer.WriteString("page_token_expiry", TokenExpiry);
        }

        WriteIfTold(writer, "sort_order", SortOrder);
        if (HasTokens)
        {
            writer.WriteBoolean("email", false);
        }

        writer.WriteBoolean("more_records", HasMore);
        writer.WriteEndObject();
    }

    private static void WriteIfTold(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
