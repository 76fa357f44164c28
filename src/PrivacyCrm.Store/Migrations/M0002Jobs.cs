using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;

namespace PrivacyCrm.Store.Migrations;

/// <summary>Jobs and files.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0002Jobs : Migration
{
    public const string MigrationId = "0002_jobs";

    private bool IsPostgres => ActiveProvider!.Contains("Npgsql", StringComparison.Ordinal);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "jobs",
            table => new
            {
                organization_id = Number(table),
                id = Number(table),
                kind = Text(table),
                user_id = Number(table),
                scopes = Text(table),
                state = Small(table),
                definition = Text(table),
                progress = Text(table),
                attempts = Small(table),
                lease_owner = Text(table, nullable: true),
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
                purpose = Text(table),
                name = Text(table),
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

    private OperationBuilder<AddColumnOperation> Number(ColumnsBuilder table, bool nullable = false) =>
        table.Column<long>(IsPostgres ? "bigint" : "INTEGER", nullable: nullable);

    private OperationBuilder<AddColumnOperation> Small(ColumnsBuilder table) => table.Column<int>(IsPostgres ? "integer" : "INTEGER");

    private OperationBuilder<AddColumnOperation> Text(ColumnsBuilder table, bool nullable = false) =>
        table.Column<string>(IsPostgres ? "text" : "TEXT", nullable: nullable, collation: IsPostgres ? "C" : null);
}
