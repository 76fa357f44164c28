using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Store.Migrations;

/// <summary>The first tables.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0001Initial : StoreMigration
{
    public const string MigrationId = "0001_initial";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddOrganizations(migrationBuilder);
        AddIdentities(migrationBuilder);
        AddRecords(migrationBuilder);
        AddIndex(migrationBuilder);
        AddWords(migrationBuilder);
    }

    private void AddOrganizations(MigrationBuilder migration)
    {
        migration.CreateTable(
            "organizations",
            table => new
            {
                organization_id = Number(table),
                version = Number(table),
                profile = Document(table),
                privacy = Document(table),
                modified_time = Number(table),
                signing_key = table.Column<byte[]>(IsPostgres ? "bytea" : "BLOB"),
            },
            constraints: table => table.PrimaryKey("pk_organizations", row => row.organization_id));
        migration.CreateTable(
            "users",
            table => new { organization_id = Number(table), id = Number(table), email = Key(table), definition = Document(table) },
            constraints: table => table.PrimaryKey("pk_users", row => new { row.organization_id, row.id }));
        migration.CreateIndex("ix_users_email", "users", ["organization_id", "email"], unique: true);
        migration.CreateTable(
            "modules",
            table => new { organization_id = Number(table), id = Number(table), api_name = Key(table), definition = Document(table) },
            constraints: table => table.PrimaryKey("pk_modules", row => new { row.organization_id, row.id }));
        migration.CreateIndex("ix_modules_api_name", "modules", ["organization_id", "api_name"], unique: true);
        migration.CreateTable(
            "fields",
            table => new
            {
                organization_id = Number(table),
                module_id = Number(table),
                id = Number(table),
                api_name = Key(table),
                number = Small(table),
                definition = Document(table),
                is_deleted = table.Column<bool>(Flag),
            },
            constraints: table => table.PrimaryKey("pk_fields", row => new { row.organization_id, row.module_id, row.id }));
        migration.CreateIndex("ix_fields_api_name", "fields", ["organization_id", "module_id", "api_name"], unique: true);
    }

    private void AddIdentities(MigrationBuilder migration)
    {
        migration.CreateTable(
            "clients",
            table => new
            {
                organization_id = Number(table),
                id = Key(table),
                secret_hash = Key(table),
                name = Key(table),
                redirect_uri = Key(table, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_clients", row => new { row.organization_id, row.id }));
        migration.CreateTable(
            "tokens",
            table => new
            {
                organization_id = Number(table),
                hash = Key(table),
                kind = Small(table),
                client_id = Key(table),
                user_id = Number(table),
                scopes = Key(table),
                expires = Number(table, nullable: true),
                created_time = Number(table),
                parent = Key(table, nullable: true),
                redirect_uri = Key(table, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_tokens", row => new { row.organization_id, row.hash }));
        migration.CreateIndex("ix_tokens_parent", "tokens", ["organization_id", "parent"]);
    }

    private void AddRecords(MigrationBuilder migration)
    {
        migration.CreateTable(
            "records",
            table => new
            {
                organization_id = Number(table),
                module_id = Number(table),
                id = Number(table),
                document = Document(table),
                name = Key(table, nullable: true),
                created_time = Number(table),
                modified_time = Number(table),
                is_converted = table.Column<bool>(Flag),
            },
            constraints: table => table.PrimaryKey("pk_records", row => new { row.organization_id, row.module_id, row.id }));
        migration.CreateIndex("ix_records_id", "records", ["organization_id", "id"]);
        migration.CreateIndex("ix_records_created_time", "records", ["organization_id", "module_id", "created_time", "id"]);
        migration.CreateIndex("ix_records_modified_time", "records", ["organization_id", "module_id", "modified_time", "id"]);
        migration.CreateTable(
            "unique_values",
            table => new { organization_id = Number(table), module_id = Number(table), field_id = Number(table), key = Key(table), record_id = Number(table) },
            constraints: table =>
            {
                table.PrimaryKey("pk_unique_values", row => new { row.organization_id, row.module_id, row.field_id, row.key });
                table.ForeignKey("fk_unique_values_records", row => new { row.organization_id, row.module_id, row.record_id }, "records", ["organization_id", "module_id", "id"], onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_unique_values_record", "unique_values", ["organization_id", "module_id", "record_id"]);
        migration.CreateTable(
            "deleted_records",
            table => new
            {
                organization_id = Number(table),
                module_id = Number(table),
                id = Number(table),
                document = Document(table, nullable: true),
                name = Key(table, nullable: true),
                created_by = Number(table),
                deleted_by = Number(table),
                deleted_time = Number(table),
                is_permanent = table.Column<bool>(Flag),
            },
            constraints: table => table.PrimaryKey("pk_deleted_records", row => new { row.organization_id, row.module_id, row.id }));
        migration.CreateIndex("ix_deleted_records_deleted_time", "deleted_records", ["organization_id", "module_id", "deleted_time", "id"]);
        migration.CreateTable(
            "counters",
            table => new { organization_id = Number(table), field_id = Number(table), next_number = Number(table) },
            constraints: table => table.PrimaryKey("pk_counters", row => new { row.organization_id, row.field_id }));
    }

    // The slots are columns of a list, so the operation is made by hand.
    private void AddIndex(MigrationBuilder migration)
    {
        CreateTableOperation table = new()
        {
            Name = "record_index",
            PrimaryKey = new AddPrimaryKeyOperation { Name = "pk_record_index", Table = "record_index", Columns = ["organization_id", "module_id", "id"] },
        };
        foreach (string name in (string[])["organization_id", "module_id", "id"])
        {
            table.Columns.Add(new AddColumnOperation { Table = "record_index", Name = name, ClrType = typeof(long), ColumnType = Integer });
        }

        table.Columns.Add(new AddColumnOperation { Table = "record_index", Name = "is_converted", ClrType = typeof(bool), ColumnType = Flag });
        foreach (string slot in SlotMap.All.Where(slot => slot[0] != 'C'))
        {
            table.Columns.Add(new AddColumnOperation
            {
                Table = "record_index",
                Name = CrmDbContext.Snake(slot),
                ClrType = typeof(string),
                ColumnType = Text,
                Collation = KeyCollation,
                IsNullable = true,
            });
        }

        table.ForeignKeys.Add(new AddForeignKeyOperation
        {
            Name = "fk_record_index_records",
            Table = "record_index",
            Columns = ["organization_id", "module_id", "id"],
            PrincipalTable = "records",
            PrincipalColumns = ["organization_id", "module_id", "id"],
            OnDelete = ReferentialAction.Cascade,
        });
        migration.Operations.Add(table);
        foreach (string slot in SlotMap.All.Where(slot => slot[0] == 'S'))
        {
            string column = CrmDbContext.Snake(slot);
            migration.CreateIndex(CrmDbContext.SlotIndexName(slot), "record_index", ["organization_id", "module_id", column, "id"], filter: $"{column} IS NOT NULL");
        }
    }

    private void AddWords(MigrationBuilder migration)
    {
        if (IsPostgres)
        {
            migration.CreateTable(
                "record_words",
                table => new { organization_id = Number(table), module_id = Number(table), id = Number(table), words = Key(table) },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_words", row => new { row.organization_id, row.module_id, row.id });
                    table.ForeignKey("fk_record_words_records", row => new { row.organization_id, row.module_id, row.id }, "records", ["organization_id", "module_id", "id"], onDelete: ReferentialAction.Cascade);
                });
            migration.Sql("CREATE INDEX ix_record_words_words ON record_words USING gin (to_tsvector('simple', words))");
            return;
        }

        // The text index points at rows by number, so the number has to be a column of its own: VACUUM changes hidden ones.
        migration.Sql("""
            CREATE TABLE record_words (
                row_number INTEGER PRIMARY KEY,
                organization_id INTEGER NOT NULL, module_id INTEGER NOT NULL, id INTEGER NOT NULL, words TEXT NOT NULL,
                UNIQUE (organization_id, module_id, id),
                FOREIGN KEY (organization_id, module_id, id) REFERENCES records (organization_id, module_id, id) ON DELETE CASCADE)
            """);
        migration.Sql("CREATE VIRTUAL TABLE record_words_text USING fts5(organization_id UNINDEXED, module_id UNINDEXED, id UNINDEXED, words, content='record_words', content_rowid='row_number', tokenize='ascii', detail=none)");
        migration.Sql("""
            CREATE TRIGGER record_words_added AFTER INSERT ON record_words BEGIN
                INSERT INTO record_words_text (rowid, organization_id, module_id, id, words)
                VALUES (new.row_number, new.organization_id, new.module_id, new.id, new.words);
            END
            """);
        migration.Sql("""
            CREATE TRIGGER record_words_removed AFTER DELETE ON record_words BEGIN
                INSERT INTO record_words_text (record_words_text, rowid, organization_id, module_id, id, words)
                VALUES ('delete', old.row_number, old.organization_id, old.module_id, old.id, old.words);
            END
            """);
        migration.Sql("""
            CREATE TRIGGER record_words_changed AFTER UPDATE ON record_words BEGIN
                INSERT INTO record_words_text (record_words_text, rowid, organization_id, module_id, id, words)
                VALUES ('delete', old.row_number, old.organization_id, old.module_id, old.id, old.words);
                INSERT INTO record_words_text (rowid, organization_id, module_id, id, words)
                VALUES (new.row_number, new.organization_id, new.module_id, new.id, new.words);
            END
            """);
    }
}
