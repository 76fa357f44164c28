namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>The server over a file of its own.</summary>
public class SqliteCrmServer : CrmServer
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacycrm-test-");

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
