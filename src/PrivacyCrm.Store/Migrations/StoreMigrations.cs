using System.Collections.Immutable;

namespace PrivacyCrm.Store.Migrations;

/// <summary>The migrations in their order. A new one is a new file and a line here.</summary>
internal static class StoreMigrations
{
    /// <summary>Their ids.</summary>
    public static readonly ImmutableArray<string> All =
    [
        M0001Initial.MigrationId,
        M0002Jobs.MigrationId,
        M0003History.MigrationId,
        M0004Views.MigrationId,
        M0005People.MigrationId,
        M0006ConsentKeys.MigrationId,
        M0007UniqueIds.MigrationId,
        M0008Consents.MigrationId,
        M0009Connections.MigrationId,
        M0010Parts.MigrationId,
        M0011Uses.MigrationId,
        M0013Pieces.MigrationId,
        M0015Open.MigrationId,
        M0016Notices.MigrationId,
    ];
}
