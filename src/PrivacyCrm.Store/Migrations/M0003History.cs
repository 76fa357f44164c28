using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>The history of records, and what the recycle bin is sorted and filtered by.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0003History : StoreMigration
{
    public const string MigrationId = "0003_history";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // In the order of a timeline, so that the key is all the index a page needs.
        migrationBuilder.CreateTable(
            "record_history",
            table => new
            {
                organization_id = Number(table),
                module_id = Number(table),
                record_id = Number(table),
                time = Number(table),
                id = Number(table),
                user_id = Number(table),
                action = Key(table),
                source = Key(table),
                document = table.Column<string>(Text, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_record_history", row => new { row.organization_id, row.module_id, row.record_id, row.time, row.id }));
        migrationBuilder.AddColumn<long>("owner_id", "deleted_records", Integer, nullable: true);
        migrationBuilder.AddColumn<string>("name_key", "deleted_records", Text, nullable: true, collation: KeyCollation);
        migrationBuilder.Sql("UPDATE deleted_records SET name_key = lower(name)");
        if (!IsPostgres)
        {
            // Without it the text index of SQLite keeps the words of deleted records until it happens to be merged.
            migrationBuilder.Sql("INSERT INTO record_words_text (record_words_text, rank) VALUES ('secure-delete', 1)");
        }
    }
}
