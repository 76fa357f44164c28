using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>Jobs and files.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0002Jobs : StoreMigration
{
    public const string MigrationId = "0002_jobs";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "jobs",
            table => new
            {
                organization_id = Number(table),
                id = Number(table),
                kind = Key(table),
                user_id = Number(table),
                scopes = Key(table),
                state = Small(table),
                definition = Key(table),
                progress = Key(table),
                attempts = Small(table),
                lease_owner = Key(table, nullable: true),
                lease_until = Number(table, nullable: true),
                created_time = Number(table),
                finished_time = Number(table, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_jobs", row => new { row.organization_id, row.id }));

        // Whoever looks for work looks through all organizations.
        migrationBuilder.CreateIndex("ix_jobs_open", "jobs", ["created_time", "id"], filter: "finished_time IS NULL");
        migrationBuilder.CreateIndex("ix_jobs_finished_time", "jobs", ["finished_time"], filter: "finished_time IS NOT NULL");
        migrationBuilder.CreateTable(
            "files",
            table => new
            {
                organization_id = Number(table),
                id = Number(table),
                user_id = Number(table),
                purpose = Key(table),
                name = Key(table),
                created_time = Number(table),
                expires = Number(table),
            },
            constraints: table => table.PrimaryKey("pk_files", row => new { row.organization_id, row.id }));
        migrationBuilder.CreateIndex("ix_files_expires", "files", ["expires"]);
        migrationBuilder.CreateTable(
            "file_parts",
            table => new { organization_id = Number(table), file_id = Number(table), number = Small(table), content = table.Column<byte[]>(IsPostgres ? "bytea" : "BLOB") },
            constraints: table =>
            {
                table.PrimaryKey("pk_file_parts", row => new { row.organization_id, row.file_id, row.number });
                table.ForeignKey("fk_file_parts_files", row => new { row.organization_id, row.file_id }, "files", ["organization_id", "id"], onDelete: ReferentialAction.Cascade);
            });
    }
}
