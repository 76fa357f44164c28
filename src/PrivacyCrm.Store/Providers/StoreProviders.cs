namespace PrivacyCrm.Store.Providers;

/// <summary>The databases. A new one is a new file and a line here.</summary>
internal static class StoreProviders
{
    /// <summary>Makes the provider for a connection string.</summary>
    /// <exception cref="InvalidOperationException">No provider accepts it.</exception>
    public static IStoreProvider For(string connectionString)
    {
        IStoreProvider[] all = [new PostgresProvider(), new SqliteProvider()];
        return Array.Find(all, provider => provider.Accepts(connectionString))
            ?? throw new InvalidOperationException("ConnectionStrings:Crm is neither for PostgreSQL (Host=...) nor for SQLite (Data Source=...).");
    }
}
