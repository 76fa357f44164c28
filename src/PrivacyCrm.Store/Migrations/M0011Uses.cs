using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>Which entries of the audit tell a use and are kept for a time, and what finds those that are over.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0011Uses : StoreMigration
{
    public const string MigrationId = "0011_uses";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("use_of", "consent_events", Integer, nullable: true);
        migrationBuilder.Sql(IsPostgres
            ? "UPDATE consent_events SET use_of = (definition::jsonb ->> 'ExecutionId')::bigint WHERE definition::jsonb ->> 'Kind' = 'Used'"
            : "UPDATE consent_events SET use_of = json_extract(definition, '$.ExecutionId') WHERE json_extract(definition, '$.Kind') = 'Used'");

        // Whoever looks for what is over looks through all organizations.
        migrationBuilder.CreateIndex("ix_consent_events_use_time", "consent_events", ["time"], filter: "use_of IS NOT NULL");
        migrationBuilder.CreateIndex("ix_executions_started_time", "executions", ["started_time"]);
    }
}
