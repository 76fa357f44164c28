using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;

namespace PrivacyCrm.Store.Migrations;

/// <summary>What migrations have in common: the types of columns on both databases.</summary>
internal abstract class StoreMigration : Migration
{
    protected bool IsPostgres => ActiveProvider!.Contains("Npgsql", StringComparison.Ordinal);

    protected string Integer => IsPostgres ? "bigint" : "INTEGER";

    protected string Flag => IsPostgres ? "boolean" : "INTEGER";

    protected string Text => IsPostgres ? "text" : "TEXT";

    /// <summary>The order of texts that are compared, the same on both.</summary>
    protected string? KeyCollation => IsPostgres ? "C" : null;

    protected OperationBuilder<AddColumnOperation> Number(ColumnsBuilder table, bool nullable = false) => table.Column<long>(Integer, nullable: nullable);

    protected OperationBuilder<AddColumnOperation> Small(ColumnsBuilder table, bool nullable = false) => table.Column<int>(IsPostgres ? "integer" : "INTEGER", nullable: nullable);

    /// <summary>A text that is compared.</summary>
    protected OperationBuilder<AddColumnOperation> Key(ColumnsBuilder table, bool nullable = false) => table.Column<string>(Text, nullable: nullable, collation: KeyCollation);

    /// <summary>A text that is only read.</summary>
    protected OperationBuilder<AddColumnOperation> Document(ColumnsBuilder table, bool nullable = false) => table.Column<string>(Text, nullable: nullable);
}
