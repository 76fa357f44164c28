using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Store.Migrations;

/// <summary>Pieces of texts among the words, for records written before as well: what <see cref="Core.Records.PartIndex"/> makes, made by the database.</summary>
[DbContext(typeof(CrmDbContext))]
[Migration(MigrationId)]
internal sealed class M0010Parts : StoreMigration
{
    public const string MigrationId = "0010_parts";

    // The types whose "equals" means "contains", by the names under which they are stored.
    private const string Types = "'text', 'email', 'phone', 'website', 'textarea', 'full_name'";

    private static readonly string SlotKey = $"CASE f.slot {string.Concat(SlotMap.All.Select(slot => $" WHEN '{slot}' THEN i.{CrmDbContext.Snake(slot)}"))} END";

    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(IsPostgres ? FillPostgres : FillSqlite);

    internal static readonly string FillPostgres = $"""
        UPDATE record_words AS w SET words = w.words || ' ' || found.tokens
        FROM (
            SELECT i.organization_id AS o, i.module_id AS m, i.id AS r,
                string_agg(DISTINCT 'g' || f.number || 'z' || encode(convert_to(substr(k.key, 3 * n + 1, 3), 'UTF8'), 'hex'), ' ') AS tokens
            FROM record_index AS i
            JOIN (
                SELECT organization_id, module_id, number, definition::jsonb ->> 'Slot' AS slot
                FROM fields WHERE NOT is_deleted AND definition::jsonb ->> 'Type' IN ({Types})) AS f
                ON f.organization_id = i.organization_id AND f.module_id = i.module_id
            CROSS JOIN LATERAL (SELECT {SlotKey} AS key) AS k
            CROSS JOIN LATERAL generate_series(0, length(k.key) / 3 - 1) AS n
            GROUP BY i.organization_id, i.module_id, i.id) AS found
        WHERE w.organization_id = found.o AND w.module_id = found.m AND w.id = found.r
        """;

    // From piece to piece of each key, so that the work grows with the texts alone.
    internal static readonly string FillSqlite = $"""
        WITH RECURSIVE pieces (o, m, r, number, key, n) AS (
            SELECT o, m, r, number, key, 0
            FROM (
                SELECT i.organization_id AS o, i.module_id AS m, i.id AS r, f.number AS number, {SlotKey} AS key
                FROM record_index AS i
                JOIN (
                    SELECT organization_id, module_id, number, json_extract(definition, '$.Slot') AS slot
                    FROM fields WHERE NOT is_deleted AND json_extract(definition, '$.Type') IN ({Types})) AS f
                    ON f.organization_id = i.organization_id AND f.module_id = i.module_id)
            WHERE length(key) >= 3
            UNION ALL
            SELECT o, m, r, number, key, n + 1 FROM pieces WHERE length(key) >= 3 * n + 6)
        UPDATE record_words SET words = record_words.words || ' ' || found.tokens
        FROM (
            SELECT o, m, r, group_concat(token, ' ') AS tokens
            FROM (SELECT DISTINCT o, m, r, 'g' || number || 'z' || lower(hex(substr(key, 3 * n + 1, 3))) AS token FROM pieces)
            GROUP BY o, m, r) AS found
        WHERE record_words.organization_id = found.o AND record_words.module_id = found.m AND record_words.id = found.r
        """;
}
