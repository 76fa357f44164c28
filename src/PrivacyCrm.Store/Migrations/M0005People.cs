using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>Profiles and roles. Users, who were administrators or not, get the profile that says so.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0005People : StoreMigration
{
    public const string MigrationId = "0005_people";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (string name in (string[])["profiles", "roles"])
        {
            migrationBuilder.CreateTable(
                name,
                table => new
                {
                    organization_id = table.Column<long>(IsPostgres ? "bigint" : "INTEGER"),
                    id = table.Column<long>(IsPostgres ? "bigint" : "INTEGER"),
                    definition = table.Column<string>(IsPostgres ? "text" : "TEXT"),
                },
                constraints: table => table.PrimaryKey($"pk_{name}", row => new { row.organization_id, row.id }));
        }

        // 26011 and 26014 are the numbers of the Administrator and the Standard profile.
        migrationBuilder.Sql(IsPostgres
            ? """
              UPDATE users SET definition = (definition::jsonb || jsonb_build_object(
                  'ProfileId', organization_id + CASE WHEN definition::jsonb ->> 'IsAdministrator' = 'true' THEN 26011 ELSE 26014 END))::text
              """
            : """
              UPDATE users SET definition = json_set(definition, '$.ProfileId',
                  organization_id + CASE WHEN json_extract(definition, '$.IsAdministrator') THEN 26011 ELSE 26014 END)
              """);
    }
}
