using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>What servers of components are to be told about consents.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0016Notices : StoreMigration
{
    public const string MigrationId = "0016_notices";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "consent_notices",
            table => new
            {
                organization_id = Number(table),
                component_id = Number(table),
                time = Number(table),
                entry_id = Number(table),
                next_time = Number(table),
                tries = Small(table),
                address = Key(table),
            },
            constraints: table => table.PrimaryKey("pk_consent_notices", row => new { row.organization_id, row.component_id, row.time, row.entry_id }));

        // Whoever looks for what is due looks through all organizations.
        migrationBuilder.CreateIndex("ix_consent_notices_next_time", "consent_notices", ["next_time"]);
    }
}
