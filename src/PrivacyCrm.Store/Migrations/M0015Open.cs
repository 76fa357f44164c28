using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>The ids of records that were not converted, which is what lists show: pages before the one asked for are passed without looking at their records.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0015Open : StoreMigration
{
    public const string MigrationId = "0015_open";

    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("ix_records_open", "records", ["organization_id", "module_id", "id"], filter: "NOT is_converted");
}
