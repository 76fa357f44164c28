using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store;

/// <summary>
/// The tables of one organization. It is opened by <see cref="OrganizationDb"/> only, which says for whom; every query is filtered by
/// that, and reading or writing without an organization fails.
/// </summary>
/// <param name="options">Which database.</param>
internal sealed class CrmDbContext(DbContextOptions<CrmDbContext> options) : DbContext(options)
{
    private const string WordTextTable = "record_words_text";

    private long? _organizationId;

    public long OrganizationId
    {
        get => _organizationId ?? throw new InvalidOperationException("No query without an organization.");
        set => _organizationId = value;
    }

    public DbSet<OrganizationRow> Organizations => Set<OrganizationRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<ProfileRow> Profiles => Set<ProfileRow>();

    public DbSet<RoleRow> Roles => Set<RoleRow>();

    public DbSet<ModuleRow> Modules => Set<ModuleRow>();

    public DbSet<FieldRow> Fields => Set<FieldRow>();

    public DbSet<RecordRow> Records => Set<RecordRow>();

    public DbSet<IndexRow> Index => Set<IndexRow>();

    public DbSet<WordRow> Words => Set<WordRow>();

    public DbSet<UniqueRow> UniqueValues => Set<UniqueRow>();

    public DbSet<DeletedRow> Deleted => Set<DeletedRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    public DbSet<CounterRow> Counters => Set<CounterRow>();

    public DbSet<ViewRow> Views => Set<ViewRow>();

    public DbSet<ClientRow> Clients => Set<ClientRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<ComponentRow> Components => Set<ComponentRow>();

    public DbSet<ExtensionRow> Extensions => Set<ExtensionRow>();

    public DbSet<TeamRow> Teams => Set<TeamRow>();

    public DbSet<ConsentRequestRow> ConsentRequests => Set<ConsentRequestRow>();

    public DbSet<ConsentGrantRow> ConsentGrants => Set<ConsentGrantRow>();

    public DbSet<ExecutionRow> Executions => Set<ExecutionRow>();

    public DbSet<ConsentEventRow> ConsentEvents => Set<ConsentEventRow>();

    public DbSet<ConsentNoticeRow> ConsentNotices => Set<ConsentNoticeRow>();

    public DbSet<ConnectionRow> Connections => Set<ConnectionRow>();

    public DbSet<ComponentSecretRow> ComponentSecrets => Set<ComponentSecretRow>();

    public DbSet<ScheduleRow> Schedules => Set<ScheduleRow>();

    public DbSet<ScheduledRunRow> ScheduledRuns => Set<ScheduledRunRow>();

    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    public DbSet<JobRow> Jobs => Set<JobRow>();

    public DbSet<FileRow> Files => Set<FileRow>();

    public DbSet<FilePartRow> FileParts => Set<FilePartRow>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Writes wait: use SaveChangesAsync.");

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (IOrganizationRow row in ChangeTracker.Entries<IOrganizationRow>().Select(entry => entry.Entity))
        {
            if (row.OrganizationId != OrganizationId)
            {
                throw new InvalidOperationException("A row of another organization.");
            }
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Table<OrganizationRow>(modelBuilder, "organizations", row => row.HasKey(one => one.OrganizationId));
        Table<UserRow>(modelBuilder, "users", row =>
        {
            row.HasKey(one => new { one.OrganizationId, one.Id });
            row.HasIndex(one => new { one.OrganizationId, one.Email }).IsUnique();
        });
        Table<ProfileRow>(modelBuilder, "profiles", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<RoleRow>(modelBuilder, "roles", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<ModuleRow>(modelBuilder, "modules", row =>
        {
            row.HasKey(one => new { one.OrganizationId, one.Id });
            row.HasIndex(one => new { one.OrganizationId, one.ApiName }).IsUnique();
        });
        Table<FieldRow>(modelBuilder, "fields", row =>
        {
            row.HasKey(one => new { one.OrganizationId, one.ModuleId, one.Id });
            row.HasIndex(one => new { one.OrganizationId, one.ModuleId, one.ApiName }).IsUnique();
        });
        Table<ViewRow>(modelBuilder, "custom_views", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        AddRecordTables(modelBuilder);
        AddJobTables(modelBuilder);
        AddConsentTables(modelBuilder);
        Table<ClientRow>(modelBuilder, "clients", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<TokenRow>(modelBuilder, "tokens", row =>
        {
            row.HasKey(one => new { one.OrganizationId, one.Hash });
            row.HasIndex(one => new { one.OrganizationId, one.Parent });
        });
        if (Database.ProviderName?.Contains("Sqlite", StringComparison.Ordinal) == true)
        {
            modelBuilder.Entity<WordRow>().Ignore(one => one.Pieces);
            modelBuilder.Entity<WordTextRow>().HasNoKey().ToView(WordTextTable).HasQueryFilter(one => one.OrganizationId == OrganizationId);
        }

        NameColumns(modelBuilder.Model);
        modelBuilder.Model.FindEntityType(typeof(WordTextRow))?.FindProperty(nameof(WordTextRow.Match))?.SetColumnName(WordTextTable);
    }

    private void AddRecordTables(ModelBuilder modelBuilder)
    {
        Table<RecordRow>(modelBuilder, "records", row =>
        {
            row.HasKey(one => new { one.OrganizationId, one.ModuleId, one.Id });
            row.HasIndex(one => new { one.OrganizationId, one.Id }).IsUnique();
            row.HasIndex(one => new { one.OrganizationId, one.ModuleId, one.CreatedTime, one.Id });
            row.HasIndex(one => new { one.OrganizationId, one.ModuleId, one.ModifiedTime, one.Id });
        });
        Table<IndexRow>(modelBuilder, "record_index", AddSlots);
        Table<WordRow>(modelBuilder, "record_words", row =>
        {
            row.HasKey(one => new { one.OrganizationId, one.ModuleId, one.Id });
            row.HasOne<RecordRow>().WithOne().HasForeignKey<WordRow>(one => new { one.OrganizationId, one.ModuleId, one.Id });
        });
        Table<UniqueRow>(modelBuilder, "unique_values", row =>
        {
            row.HasKey(one => new { one.OrganizationId, one.ModuleId, one.FieldId, one.Key });
            row.HasOne<RecordRow>().WithMany().HasForeignKey(one => new { one.OrganizationId, one.ModuleId, one.RecordId });
        });
        Table<DeletedRow>(modelBuilder, "deleted_records", row =>
        {
            row.HasKey(one => new { one.OrganizationId, one.ModuleId, one.Id });
            row.HasIndex(one => new { one.OrganizationId, one.ModuleId, one.DeletedTime, one.Id });
        });
        Table<HistoryRow>(modelBuilder, "record_history", row => row.HasKey(one => new { one.OrganizationId, one.ModuleId, one.RecordId, one.Time, one.Id }));
        Table<CounterRow>(modelBuilder, "counters", row => row.HasKey(one => new { one.OrganizationId, one.FieldId }));
    }

    private void AddJobTables(ModelBuilder modelBuilder)
    {
        Table<JobRow>(modelBuilder, "jobs", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<FileRow>(modelBuilder, "files", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<FilePartRow>(modelBuilder, "file_parts", row =>
        {
            row.HasKey(one => new { one.OrganizationId, one.FileId, one.Number });
            row.HasOne<FileRow>().WithMany().HasForeignKey(one => new { one.OrganizationId, one.FileId });
        });
    }

    // Their indexes are made by the migration alone, since some hold for a part of the rows.
    private void AddConsentTables(ModelBuilder modelBuilder)
    {
        Table<ComponentRow>(modelBuilder, "components", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<ExtensionRow>(modelBuilder, "extensions", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<TeamRow>(modelBuilder, "teams", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<ConsentRequestRow>(modelBuilder, "consent_requests", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<ConsentGrantRow>(modelBuilder, "consent_grants", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<ExecutionRow>(modelBuilder, "executions", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<ConsentEventRow>(modelBuilder, "consent_events", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<ConsentNoticeRow>(modelBuilder, "consent_notices", row => row.HasKey(one => new { one.OrganizationId, one.ComponentId, one.Time, one.EntryId }));
        Table<ConnectionRow>(modelBuilder, "connections", row => row.HasKey(one => new { one.OrganizationId, one.Id }));
        Table<ComponentSecretRow>(modelBuilder, "component_secrets", row => row.HasKey(one => new { one.OrganizationId, one.ComponentId }));
        Table<ScheduleRow>(modelBuilder, "schedules", row => row.HasKey(one => new { one.OrganizationId, one.ComponentId }));
        Table<ScheduledRunRow>(modelBuilder, "scheduled_runs", row => row.HasKey(one => new { one.OrganizationId, one.ComponentId, one.PlannedTime }));
        Table<ProtectionKeyRow>(modelBuilder, "protection_keys", row => row.HasKey(one => new { one.OrganizationId, one.Name }));
    }

    private static void AddSlots(EntityTypeBuilder<IndexRow> row)
    {
        row.HasKey(one => new { one.OrganizationId, one.ModuleId, one.Id });
        row.HasOne(one => one.Record).WithOne().HasForeignKey<IndexRow>(one => new { one.OrganizationId, one.ModuleId, one.Id });

        // Their indexes are made by the migration alone: the model needs none to query, and a hundred of them slow down every start.
        foreach (string slot in SlotMap.All)
        {
            row.IndexerProperty<string?>(slot);
        }
    }

    /// <summary>The name of the index of a slot.</summary>
    internal static string SlotIndexName(string slot) => $"ix_record_index_{Snake(slot)}";

    /// <summary>A name as tables and columns have it.</summary>
    internal static string Snake(string name) =>
        string.Concat(name.Select((unit, index) => index > 0 && char.IsAsciiLetterUpper(unit) ? $"_{char.ToLowerInvariant(unit)}" : $"{char.ToLowerInvariant(unit)}"));

    private void Table<TRow>(ModelBuilder modelBuilder, string name, Action<EntityTypeBuilder<TRow>> configure)
        where TRow : class, IOrganizationRow
    {
        EntityTypeBuilder<TRow> row = modelBuilder.Entity<TRow>();
        row.ToTable(name);
        row.HasQueryFilter(one => one.OrganizationId == OrganizationId);
        row.Property(one => one.OrganizationId).ValueGeneratedNever();
        configure(row);
    }

    private void NameColumns(IMutableModel model)
    {
        // Byte order on both databases; SQLite has it anyway.
        string? collation = Database.ProviderName?.Contains("Npgsql", StringComparison.Ordinal) == true ? "C" : null;
        foreach (IMutableProperty property in model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(Snake(property.Name));
            property.ValueGenerated = ValueGenerated.Never;
            if (property.ClrType == typeof(string) && property.Name is not ("Document" or "Definition" or "Profile" or "Privacy"))
            {
                property.SetCollation(collation);
            }
        }
    }
}
