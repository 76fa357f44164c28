using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>Components, consents, and what became of them.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0008Consents : StoreMigration
{
    public const string MigrationId = "0008_consents";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddComponents(migrationBuilder);
        AddConsents(migrationBuilder);
        AddExecutions(migrationBuilder);
    }

    private void AddComponents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "components",
            table => new
            {
                organization_id = Number(table),
                id = Number(table),
                kind = Key(table),
                extension_id = Number(table, nullable: true),
                definition = Key(table),
            },
            constraints: table => table.PrimaryKey("pk_components", row => new { row.organization_id, row.id }));
        migration.CreateIndex("ix_components_kind", "components", ["organization_id", "kind", "id"]);
        migration.CreateIndex("ix_components_extension", "components", ["organization_id", "extension_id"], filter: "extension_id IS NOT NULL");
        foreach (string name in (string[])["extensions", "teams"])
        {
            migration.CreateTable(
                name,
                table => new { organization_id = Number(table), id = Number(table), definition = Key(table) },
                constraints: table => table.PrimaryKey($"pk_{name}", row => new { row.organization_id, row.id }));
        }
    }

    private void AddConsents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "consent_requests",
            table => new
            {
                organization_id = Number(table),
                id = Number(table),
                audience = Small(table),
                subject_id = Number(table),
                target_id = Number(table),
                digest = Key(table),
                expires = Number(table),
                ended_time = Number(table, nullable: true),
                outcome = Small(table, nullable: true),
                definition = Key(table),
            },
            constraints: table => table.PrimaryKey("pk_consent_requests", row => new { row.organization_id, row.id }));

        // Of callers at the same time one asks, and one agrees: the database holds it.
        migration.CreateIndex(
            "ix_consent_requests_open", "consent_requests", ["organization_id", "audience", "subject_id", "target_id", "digest"], unique: true, filter: "ended_time IS NULL");
        migration.CreateIndex("ix_consent_requests_target", "consent_requests", ["organization_id", "target_id", "id"]);
        migration.CreateTable(
            "consent_grants",
            table => new
            {
                organization_id = Number(table),
                id = Number(table),
                audience = Small(table),
                subject_id = Number(table),
                target_id = Number(table),
                expires = Number(table),
                ended_time = Number(table, nullable: true),
                outcome = Small(table, nullable: true),
                definition = Key(table),
            },
            constraints: table => table.PrimaryKey("pk_consent_grants", row => new { row.organization_id, row.id }));
        migration.CreateIndex(
            "ix_consent_grants_open", "consent_grants", ["organization_id", "audience", "subject_id", "target_id"], unique: true, filter: "ended_time IS NULL");
        migration.CreateIndex("ix_consent_grants_subject", "consent_grants", ["organization_id", "audience", "subject_id", "target_id", "id"]);
        migration.CreateIndex("ix_consent_grants_target", "consent_grants", ["organization_id", "target_id", "id"]);
        migration.CreateIndex("ix_consent_grants_expires", "consent_grants", ["organization_id", "expires"]);
    }

    private void AddExecutions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "executions",
            table => new
            {
                organization_id = Number(table),
                id = Number(table),
                grant_id = Number(table, nullable: true),
                extension_grant_id = Number(table, nullable: true),
                token_hash = Key(table, nullable: true),
                started_time = Number(table),
                definition = Key(table),
            },
            constraints: table => table.PrimaryKey("pk_executions", row => new { row.organization_id, row.id }));
        migration.CreateIndex("ix_executions_token", "executions", ["organization_id", "token_hash"], unique: true, filter: "token_hash IS NOT NULL");
        migration.CreateIndex("ix_executions_grant", "executions", ["organization_id", "grant_id", "started_time"], filter: "grant_id IS NOT NULL");
        migration.CreateIndex(
            "ix_executions_extension_grant", "executions", ["organization_id", "extension_grant_id", "started_time"], filter: "extension_grant_id IS NOT NULL");
        migration.CreateTable(
            "consent_events",
            table => new
            {
                organization_id = Number(table),
                id = Number(table),
                time = Number(table),
                target_id = Number(table),
                grant_id = Number(table, nullable: true),
                definition = Key(table),
            },
            constraints: table => table.PrimaryKey("pk_consent_events", row => new { row.organization_id, row.id }));
        migration.CreateIndex("ix_consent_events_time", "consent_events", ["organization_id", "time", "id"]);
        migration.CreateIndex("ix_consent_events_target", "consent_events", ["organization_id", "target_id", "time", "id"]);
        migration.CreateIndex("ix_consent_events_grant", "consent_events", ["organization_id", "grant_id", "time", "id"], filter: "grant_id IS NOT NULL");
    }
}
