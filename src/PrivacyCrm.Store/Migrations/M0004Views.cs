using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>Custom views.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0004Views : StoreMigration
{
    public const string MigrationId = "0004_views";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        string number = IsPostgres ? "bigint" : "INTEGER";
        string text = IsPostgres ? "text" : "TEXT";
        migrationBuilder.CreateTable(
            "custom_views",
            table => new { organization_id = table.Column<long>(number), id = table.Column<long>(number), definition = table.Column<string>(text) },
            constraints: table => table.PrimaryKey("pk_custom_views", row => new { row.organization_id, row.id }));
    }
}
