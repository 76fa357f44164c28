using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>Connections, secrets and the keys that encrypt them; when schedulers run, and that they did.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0009Connections : StoreMigration
{
    public const string MigrationId = "0009_connections";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "protection_keys",
            table => new { organization_id = Number(table), name = Key(table), text = Key(table) },
            constraints: table => table.PrimaryKey("pk_protection_keys", row => new { row.organization_id, row.name }));
        migrationBuilder.CreateTable(
            "connections",
            table => new
            {
                organization_id = Number(table),
                id = Number(table),
                user_id = Number(table),
                name = Key(table),
                secret = Key(table),
                definition = Key(table),
            },
            constraints: table => table.PrimaryKey("pk_connections", row => new { row.organization_id, row.id }));
        migrationBuilder.CreateIndex("ix_connections_name", "connections", ["organization_id", "user_id", "name"], unique: true);
        migrationBuilder.CreateTable(
            "component_secrets",
            table => new { organization_id = Number(table), component_id = Number(table), secret = Key(table) },
            constraints: table => table.PrimaryKey("pk_component_secrets", row => new { row.organization_id, row.component_id }));
        AddSchedules(migrationBuilder);
    }

    private void AddSchedules(MigrationBuilder migration)
    {
        migration.CreateTable(
            "schedules",
            table => new { organization_id = Number(table), component_id = Number(table), next_time = Number(table, nullable: true), definition = Key(table) },
            constraints: table => table.PrimaryKey("pk_schedules", row => new { row.organization_id, row.component_id }));

        // Whoever looks for what is due looks through all organizations.
        migration.CreateIndex("ix_schedules_next_time", "schedules", ["next_time"], filter: "next_time IS NOT NULL");
        migration.CreateTable(
            "scheduled_runs",
            table => new
            {
                organization_id = Number(table),
                component_id = Number(table),
                planned_time = Number(table),
                begun_time = Number(table),
                execution_id = Number(table, nullable: true),
                outcome = Key(table, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_scheduled_runs", row => new { row.organization_id, row.component_id, row.planned_time }));
    }
}
