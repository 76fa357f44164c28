using System.Collections.Immutable;
using System.Data.Common;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Store.Providers;

/// <summary>What differs between databases, and nothing else.</summary>
internal interface IStoreProvider
{
    /// <summary>Tells whether a connection string is for this database.</summary>
    bool Accepts(string connectionString);

    /// <summary>Gets the database's name in the conventions of OpenTelemetry.</summary>
    string SystemName { get; }

    /// <summary>Tells whether several transactions can write at once.</summary>
    bool HasManyWriters { get; }

    /// <summary>Where connections come from.</summary>
    IStoreConnections ConnectionsTo(string connectionString, bool isForLoading);

    /// <summary>How standbys are reached, from which committed records can be read as well; null where there are none.</summary>
    string? StandbysOf(string connectionString);

    /// <summary>Tells whether an exception means that a standby was lost or gave a read up, so that reading elsewhere helps.</summary>
    bool IsLostStandby(Exception exception);

    /// <summary>Prepares an open database before migrations run.</summary>
    Task PrepareAsync(CrmDbContext db, CancellationToken cancellationToken);

    /// <summary>Waits until this server may write, where only one writer is possible.</summary>
    Task<IDisposable> EnterWriteAsync(CancellationToken cancellationToken);

    /// <summary>Lets no other transaction decide about the same keys.</summary>
    Task LockKeysAsync(CrmDbContext db, long moduleId, IEnumerable<UniqueKey> keys, CancellationToken cancellationToken);

    /// <summary>Gets what a statement ends with whose rows are to be locked until the transaction ends.</summary>
    string ForUpdate { get; }

    /// <summary>Applies changes to rows of a module in their order, inside the context's transaction.</summary>
    Task ApplyAsync(CrmDbContext db, long moduleId, IReadOnlyList<TableChange> changes, CancellationToken cancellationToken);

    /// <summary>Gives a command the values of a statement.</summary>
    void Bind(DbCommand command, IReadOnlyList<object> values);

    /// <summary>Adds the condition that a column holds a part.</summary>
    void AddContains(SqlStatement sql, string column, string part);

    /// <summary>Adds the condition that a column ends with a text.</summary>
    void AddEndsWith(SqlStatement sql, string column, string end);

    /// <summary>Adds the condition that a column holds one of some values.</summary>
    void AddOneOf<T>(SqlStatement sql, string column, IReadOnlyCollection<T> values)
        where T : notnull;

    /// <summary>Gets a value indicating whether the database itself finds rows by several conditions that each have an index.</summary>
    bool CombinesIndexes { get; }

    /// <summary>Adds the condition that a column holds the id of a record that has, for each group, a token with one of its prefixes, as many records have.</summary>
    void AddHasWords(SqlStatement sql, string column, long organizationId, long moduleId, IReadOnlyList<IReadOnlyList<string>> prefixGroups, bool isCut);

    /// <summary>Adds the table of words, called <c>w</c>, and the condition that a row has, for each group, a token with one of its prefixes.</summary>
    void AddRowsWithWords(SqlStatement sql, long organizationId, long moduleId, IReadOnlyList<IReadOnlyList<string>> prefixGroups);

    /// <summary>Adds the table of words, called <c>w</c>, and the condition that a row has all pieces of one of some groups.</summary>
    void AddRowsWithPieces(SqlStatement sql, long organizationId, long moduleId, ImmutableArray<ImmutableArray<Piece>> groups);

    /// <summary>Gets the columns in which words and pieces are kept.</summary>
    ImmutableArray<TableColumn> WordColumns { get; }

    /// <summary>The values of <see cref="WordColumns"/> for a record.</summary>
    IEnumerable<object?> WordValues(RecordWords words);

    /// <summary>Tells whether an exception means that another transaction won, so that running again helps.</summary>
    bool IsLostRace(Exception exception);

    /// <summary>Tells whether an exception means that the database cannot answer at the moment.</summary>
    bool IsOutage(Exception exception);
}
