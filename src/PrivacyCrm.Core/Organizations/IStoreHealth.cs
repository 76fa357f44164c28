namespace PrivacyCrm.Core.Organizations;

/// <summary>The state of the database.</summary>
public interface IStoreHealth
{
    /// <summary>Gets a value indicating whether several transactions can write at once.</summary>
    bool HasManyWriters { get; }

    /// <summary>Creates the database or brings it to the current schema.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task.</returns>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Counts the starts of servers on this database.</summary>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A number that the 1023 starts before had not, by which this server's ids differ from those of others that run.</returns>
    Task<long> CountStartAsync(CancellationToken cancellationToken);

    /// <summary>Tells whether the database answers.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when it does.</returns>
    Task<bool> IsReadyAsync(CancellationToken cancellationToken);

    /// <summary>Tells whether an exception means that the database cannot answer at the moment, so that the caller may try again later.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>True when it does.</returns>
    bool IsOutage(Exception exception);
}
