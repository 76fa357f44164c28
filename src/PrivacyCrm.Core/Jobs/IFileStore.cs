namespace PrivacyCrm.Core.Jobs;

/// <summary>Keeps files in the database, where every server finds them, and never holds a whole one in memory.</summary>
public interface IFileStore
{
    /// <summary>Stores a file without content; a file that is there already stays as it is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task AddAsync(StoredFile file, CancellationToken cancellationToken);

    /// <summary>Adds a part to a file.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="part">The part.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task AppendAsync(long organizationId, FilePart part, CancellationToken cancellationToken);

    /// <summary>Finds a file that is still kept.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The file, or null.</returns>
    Task<StoredFile?> FindAsync(long organizationId, long id, CancellationToken cancellationToken);

    /// <summary>Reads a part of a file.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="number">The part's place.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Its bytes; null after the last part.</returns>
    Task<byte[]?> PartAsync(long organizationId, long fileId, int number, CancellationToken cancellationToken);
}
