using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PrivacyCrm.Store.Migrations;

/// <summary>
/// On PostgreSQL, pieces of texts become numbers in a column of their own, and words are indexed without its parser, which knows nothing of
/// tokens and took a third of an insert to find them.
/// </summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0013Pieces : StoreMigration
{
    public const string MigrationId = "0013_pieces";

    /// <summary>The words as they are indexed.</summary>
    public const string WordsAsVector = "array_to_tsvector(string_to_array(words, ' '))";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (!IsPostgres)
        {
            return;
        }

        migrationBuilder.DropIndex("ix_record_words_words", "record_words");
        migrationBuilder.AddColumn<int[]>("pieces", "record_words", "integer[]", defaultValueSql: "'{}'");
        migrationBuilder.Sql(MovePieces);
        migrationBuilder.Sql($"CREATE INDEX ix_record_words_words ON record_words USING gin ({WordsAsVector})");
        migrationBuilder.Sql("CREATE INDEX ix_record_words_pieces ON record_words USING gin (pieces)");

        // To the planner any module is the largest there is: it would else go over all words of a module besides, taking it for a small one.
        migrationBuilder.Sql("ALTER TABLE record_words ALTER COLUMN organization_id SET (n_distinct = 1), ALTER COLUMN module_id SET (n_distinct = 1)");
    }

    /// <summary>Takes the pieces from among the words: what <see cref="Core.Records.Piece.Number"/> makes, made by the database.</summary>
    internal const string MovePieces = """
        UPDATE record_words AS w SET words = found.words, pieces = found.pieces
        FROM record_words AS old
        CROSS JOIN LATERAL (
            SELECT coalesce(string_agg(token, ' ') FILTER (WHERE token LIKE 'f%'), '') AS words,
                coalesce(array_agg((((((substr(mark, 2)::bigint * 1114112 + ascii(substr(piece, 1, 1))) % 2147483647 * 1000003
                    + ascii(substr(piece, 2, 1))) % 2147483647 * 1000003) + ascii(substr(piece, 3, 1))) % 2147483647)::integer)
                    FILTER (WHERE token LIKE 'g%'), '{}') AS pieces
            FROM string_to_table(old.words, ' ') AS token
            CROSS JOIN LATERAL (
                SELECT split_part(token, 'z', 1) AS mark,
                    CASE WHEN token LIKE 'g%' THEN convert_from(decode(split_part(token, 'z', 2), 'hex'), 'UTF8') END AS piece) AS parts) AS found
        WHERE w.organization_id = old.organization_id AND w.module_id = old.module_id AND w.id = old.id AND old.words LIKE '%g%'
        """;
}
