using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store;
using PrivacyCrm.Store.Migrations;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>A module with many records: a hundred leads of the API, and a hundred copies of each with values of their own.</summary>
/// <param name="LeadId">One of the leads.</param>
/// <param name="ViewId">A custom view that few of them meet.</param>
public sealed record PlannedRecords(string LeadId, string ViewId)
{
    private const int Copies = 100;

    // Ids are milliseconds from bit 22 on, so a copy is one of a later moment.
    private const long Later = 1 << 22;

    private static readonly string[] OwnValues = ["Last_Name", "Email", "Phone", "Annual_Revenue", "Badge", "Visits"];

    public static async Task<PlannedRecords> CreateAsync(CrmServer server, TestOrganization organization)
    {
        CrmClient admin = organization.Admin;
        await organization.AddFieldAsync("Leads", """{"field_label":"Badge","data_type":"text","length":50}""");
        await organization.AddFieldAsync("Leads", """{"field_label":"Visits","data_type":"integer","length":9}""");
        await admin.CreateManyAsync("Contacts", Enumerable.Range(0, 100).Select(number => $$"""{"Last_Name":"Contact{{number}}"}"""));
        List<string> ids = await admin.CreateManyAsync("Leads", Enumerable.Range(0, 100).Select(Lead));
        await CopyAsync(server, organization);
        (await admin.DeleteAsync($"Leads?ids={string.Join(',', ids.Take(20))}")).ShouldHaveStatus(200);
        string view = await organization.AddViewAsync(
            "Leads", """{"name":"Few","criteria":{"comparator":"starts_with","field":{"api_name":"Badge"},"value":"B-077"},"fields":[{"api_name":"Last_Name"}]}""");
        return new PlannedRecords(ids[50], view);
    }

    private static string Lead(int number)
    {
        string digits = number.ToString("000", CultureInfo.InvariantCulture);
        string status = (number % 4) switch { 0 => "Contacted", 1 => "Lost Lead", 2 => "Not Contacted", _ => "Junk Lead" };

        // Spread as numbers of phones are.
        string mobile = (7_919_017L * (number + 1) % 1_000_000_000).ToString("000000000", CultureInfo.InvariantCulture);
        return $$"""
            {"Last_Name":"Name{{digits}}","Company":"Company {{number % 30}}","Email":"lead{{digits}}@example.com","Secondary_Email":"second{{digits}}@example.com","Phone":"555{{digits}}","Mobile":"{{mobile}}","Lead_Status":"{{status}}",
             "Annual_Revenue":{{number * 10}},"Badge":"B-{{digits}}","Visits":{{number}}}
            """;
    }

    private static async Task CopyAsync(CrmServer server, TestOrganization organization)
    {
        Organization schema = (await server.Services.GetRequiredService<IOrganizationStore>().FindLatestAsync(long.Parse(organization.Id, CultureInfo.InvariantCulture), CancellationToken.None))!;
        Module leads = schema.FindModule("Leads")!;
        HashSet<string> own = [.. OwnValues.Select(name => leads.Find(name)!.Slot!)];
        List<string> slots = [.. leads.Fields.Select(field => field.Slot).OfType<string>().Where(SlotMap.Contains)];
        string columns = string.Join(", ", slots.Select(CrmDbContext.Snake));
        string values = string.Join(", ", slots.Select(slot => own.Contains(slot) ? $"{CrmDbContext.Snake(slot)} || '-' || n" : CrmDbContext.Snake(slot)));
        string copies = $"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {Copies})";
        string where = $"copies WHERE organization_id = {organization.Id} AND module_id = {leads.Id}";
        await using DbConnection connection = DatabaseText.Open(server.ConnectionString);
        await connection.OpenAsync();
        foreach (string sql in (string[])
        [
            $"{copies} INSERT INTO records (organization_id, module_id, id, document, name, created_time, modified_time, is_converted) SELECT organization_id, module_id, id + n * {Later}, document, name, created_time + n, modified_time + n, is_converted FROM records, {where}",
            $"{copies} INSERT INTO record_index (organization_id, module_id, id, is_converted, {columns}) SELECT organization_id, module_id, id + n * {Later}, is_converted, {values} FROM record_index, {where}",
            $"{copies} INSERT INTO record_words (organization_id, module_id, id, words) SELECT organization_id, module_id, id + n * {Later}, replace(words, ' ', n || ' ') || n FROM record_words, {where}",
            .. server is PostgresCrmServer ? (string[])[M0010Parts.FillPostgres, M0013Pieces.MovePieces] : [M0010Parts.FillSqlite],

            // As autovacuum does it in the course of time; nobody does it on SQLite.
            server is PostgresCrmServer ? "VACUUM ANALYZE" : "SELECT 1",
        ])
        {
            await using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Names and numbers of our own.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.CommandTimeout = 120;
            await command.ExecuteNonQueryAsync();
        }
    }
}
