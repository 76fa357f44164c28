using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>An id belongs to one record of an organization, whichever its module: records that are loaded with their ids rely on it.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0007UniqueIds : StoreMigration
{
    public const string MigrationId = "0007_unique_ids";

    private const string Index = "ix_records_id";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(Index, "records");
        migrationBuilder.CreateIndex(Index, "records", ["organization_id", "id"], unique: true);
    }
}
