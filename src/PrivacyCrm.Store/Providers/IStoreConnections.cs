using Microsoft.EntityFrameworkCore;

namespace PrivacyCrm.Store.Providers;

/// <summary>Where connections to a database come from.</summary>
internal interface IStoreConnections : IDisposable
{
    /// <summary>Opens a connection for statements of our own.</summary>
    ValueTask<SqlSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Connects a context.</summary>
    void Configure(DbContextOptionsBuilder options);
}
