using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Api.Search;

/// <summary>What is searched for. Of several kinds the first in this order counts: criteria, email, phone, word.</summary>
public sealed record SearchRequest
{
    /// <summary>Conditions such as <c>((Company:starts_with:North)and(Lead_Status:equals:Contacted))</c>, up to 15.</summary>
    [FromQuery(Name = "criteria")]
    public string? Criteria { get; init; }

    /// <summary>An e-mail address or a part of one.</summary>
    [FromQuery(Name = "email")]
    public string? Email { get; init; }

    /// <summary>A phone number or a part of one; only digits are compared.</summary>
    [FromQuery(Name = "phone")]
    public string? Phone { get; init; }

    /// <summary>Words, each of which begins a word of the record.</summary>
    [FromQuery(Name = "word")]
    public string? Word { get; init; }

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="query">All its parameters.</param>
    /// <returns>The first value of each.</returns>
    internal static SearchRequest Of(IQueryCollection query) =>
        new() { Criteria = query.First("criteria"), Email = query.First("email"), Phone = query.First("phone"), Word = query.First("word") };

    /// <summary>Adds what is searched for to the query of the rules.</summary>
    /// <param name="query">The query.</param>
    /// <returns>The whole query.</returns>
    internal ListQuery AddTo(ListQuery query) => query with { Criteria = Criteria, Email = Email, Phone = Phone, Word = Word };
}
