using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Store.Migrations;

/// <summary>Keys of Data_Processing_Basis_Details in the search index, for records written before as well.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0006ConsentKeys : StoreMigration
{
    public const string MigrationId = "0006_consent_keys";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (string slot in SlotMap.All.Where(slot => slot[0] == 'C'))
        {
            migrationBuilder.AddColumn<string>(
                CrmDbContext.Snake(slot), "record_index", IsPostgres ? "text" : "TEXT", nullable: true, collation: IsPostgres ? "C" : null);
        }

        migrationBuilder.Sql(IsPostgres ? FillPostgres : FillSqlite);
        foreach (string slot in (string[])["c1", "c15"])
        {
            migrationBuilder.CreateIndex($"ix_record_index_{slot}", "record_index", ["organization_id", "module_id", slot, "id"], filter: $"{slot} IS NOT NULL");
        }
    }

    // Flags and absent values are left out of documents; times are kept in UTC with more than seconds.
    internal const string FillPostgres = """
        UPDATE record_index SET
            c1 = basis ->> 'Basis', c2 = basis ->> 'ConsentThrough', c3 = basis ->> 'ConsentDate', c4 = basis ->> 'ConsentEndsOn',
            c5 = CASE WHEN basis ? 'ThroughEmail' THEN '1' END, c6 = CASE WHEN basis ? 'ThroughPhone' THEN '1' END,
            c7 = CASE WHEN basis ? 'ThroughSurvey' THEN '1' END, c8 = CASE WHEN basis ? 'ThroughSocial' THEN '1' END,
            c9 = substr(basis ->> 'MailSentTime', 1, 19) || 'Z',
            c10 = basis ->> 'Owner', c11 = basis ->> 'CreatedBy', c12 = basis ->> 'ModifiedBy',
            c13 = substr(basis ->> 'CreatedTime', 1, 19) || 'Z', c14 = substr(basis ->> 'ModifiedTime', 1, 19) || 'Z', c15 = basis ->> 'Id'
        FROM (
            SELECT organization_id AS o, module_id AS m, id AS i, document::jsonb -> 'Data_Processing_Basis_Details' AS basis
            FROM records WHERE document LIKE '%"Data_Processing_Basis_Details":{%') AS found
        WHERE organization_id = o AND module_id = m AND id = i
        """;

    internal const string FillSqlite = """
        UPDATE record_index SET
            c1 = basis ->> 'Basis', c2 = basis ->> 'ConsentThrough', c3 = basis ->> 'ConsentDate', c4 = basis ->> 'ConsentEndsOn',
            c5 = CASE WHEN basis ->> 'ThroughEmail' THEN '1' END, c6 = CASE WHEN basis ->> 'ThroughPhone' THEN '1' END,
            c7 = CASE WHEN basis ->> 'ThroughSurvey' THEN '1' END, c8 = CASE WHEN basis ->> 'ThroughSocial' THEN '1' END,
            c9 = substr(basis ->> 'MailSentTime', 1, 19) || 'Z',
            c10 = basis ->> 'Owner', c11 = basis ->> 'CreatedBy', c12 = basis ->> 'ModifiedBy',
            c13 = substr(basis ->> 'CreatedTime', 1, 19) || 'Z', c14 = substr(basis ->> 'ModifiedTime', 1, 19) || 'Z', c15 = basis ->> 'Id'
        FROM (
            SELECT organization_id AS o, module_id AS m, id AS i, document -> 'Data_Processing_Basis_Details' AS basis
            FROM records WHERE document LIKE '%"Data_Processing_Basis_Details":{%') AS found
        WHERE organization_id = o AND module_id = m AND id = i
        """;
}
