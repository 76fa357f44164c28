using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents.Connections;

/// <summary>Keeps credentials for servers elsewhere. They go in, are used by the server, and never come out.</summary>
/// <param name="book">Where they are.</param>
[Tags("Connections")]
[Route("api/v3/connections")]
public sealed class ConnectionsController(ConnectionBook book) : PlatformController
{
    private const string Type = "connection";

    /// <summary>Makes a connection, for the caller or, by an administrator, for the organization.</summary>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The connection without its secret.</returns>
    [HttpPost]
    [RequiresScope("ZohoCliq.Connections.CREATE")]
    public Task<IActionResult> Create(CancellationToken cancellationToken) => WithBodyAsync(
        async body => (await book.AddAsync(Caller, body, cancellationToken)).TryGet(out Connection? made, out CrmError? error)
            ? Show(Type, writer => Write(writer, made), StatusCodes.Status201Created)
            : Refuse(error),
        cancellationToken);

    /// <summary>Lists the caller's connections and those of the organization.</summary>
    /// <param name="limit">The size of a page: 1 to 100, 100 unless given.</param>
    /// <param name="nextToken">The <c>next_token</c> of the page before.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The connections without their secrets, by id.</returns>
    [HttpGet]
    [RequiresScope("ZohoCliq.Connections.READ")]
    public Task<IActionResult> GetAll([FromQuery] string? limit, [FromQuery(Name = "next_token")] string? nextToken, CancellationToken cancellationToken) =>
        WithPageAsync(limit, nextToken, async (size, after) => ShowAll(
            Type, [.. (await book.ListAsync(Caller, cancellationToken)).Where(one => one.Id > after).Take(size + 1)], Write, size, one => RecordId.Format(one.Id)));

    /// <summary>Removes a connection and its secret: an own one, or by an administrator one of the organization.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>204.</returns>
    [HttpDelete("{id}")]
    [RequiresScope("ZohoCliq.Connections.DELETE")]
    public async Task<IActionResult> Delete([FromRoute] string id, CancellationToken cancellationToken) =>
        await book.RemoveAsync(Caller, RecordId.Parse(id), cancellationToken) is { } error ? Refuse(error) : NoContent();

    private static void Write(Utf8JsonWriter writer, Connection connection)
    {
        writer.WriteStartObject();
        PlatformJson.WriteId(writer, "id", connection.Id);
        writer.WriteString("name", connection.Name);
        writer.WriteString("service", connection.Service);
        writer.WriteString("audience", connection.UserId is null ? "organization" : "user");
        PlatformJson.WriteTexts(writer, "origins", connection.Origins);
        writer.WriteString("type", Words.Of(connection.Type));
        writer.WriteString("header", connection.Header);
        writer.WriteString("username", connection.UserName);
        PlatformJson.WriteId(writer, "created_by", connection.CreatorId);
        PlatformJson.WriteTime(writer, "created_at", connection.CreatedTime);
        writer.WriteEndObject();
    }
}
