using Npgsql;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.IntegrationTests.Store;

public sealed class PostgresConnectionTests
{
    [Theory]
    [InlineData("Host=db", 200, 10, 5)]
    [InlineData("Host=db;Max Auto Prepare=0;Command Timeout=7;Timeout=3", 0, 7, 3)]
    [InlineData("Host=db;MaxAutoPrepare=20;CommandTimeout=30", 20, 30, 5)]
    public void Statements_are_kept_prepared_and_waits_are_short_unless_the_connection_string_says_otherwise(string given, int prepared, int seconds, int secondsToConnect)
    {
        NpgsqlConnectionStringBuilder used = Configured(given);

        Assert.Equal((prepared, seconds, secondsToConnect), (used.MaxAutoPrepare, used.CommandTimeout, used.Timeout));
    }

    [Theory]
    [InlineData("Host=db", null, null)]
    [InlineData("Host=a,b", "primary", "standby")]
    [InlineData("Host=a,b;Target Session Attributes=primary", "primary", null)]
    [InlineData("Host=a,b;Target Session Attributes=any", "any", null)]
    public void Several_hosts_are_written_to_where_the_primary_is_and_read_from_where_a_standby_is(string given, string? writes, string? reads)
    {
        Assert.Equal(writes, Configured(given).TargetSessionAttributes);
        Assert.Equal(reads, new PostgresProvider().StandbysOf(given) is { } standbys ? Configured(standbys).TargetSessionAttributes : null);
    }

    private static NpgsqlConnectionStringBuilder Configured(string connectionString) => PostgresProvider.SettingsOf(connectionString, isForLoading: false);
}
