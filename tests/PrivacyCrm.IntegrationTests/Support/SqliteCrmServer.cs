namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>The server over a file of its own.</summary>
public class SqliteCrmServer : CrmServer
{
    // Every commit waits for the disk; memory does not keep the tests waiting.
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo _folder = Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"privacycrm-test-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("privacycrm-test-");

    protected override Task<bool> CreateDatabaseAsync()
    {
        ConnectionString = $"Data Source={Path.Combine(_folder.FullName, "crm.db")}";
        return Task.FromResult(true);
    }

    protected override Task DropDatabaseAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
