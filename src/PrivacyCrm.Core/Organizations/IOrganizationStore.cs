using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Organizations;

/// <summary>Keeps organizations with their settings, people and schema.</summary>
public interface IOrganizationStore
{
    /// <summary>Reads an organization, from memory when no later version is known to exist.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">A version that is known to exist.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The organization in that version or a later one, or null.</returns>
    Task<Organization?> FindAsync(long id, long version, CancellationToken cancellationToken);

    /// <summary>Reads the organization that changed last.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The organization; null when there is none yet.</returns>
    Task<Organization?> FindNewestAsync(CancellationToken cancellationToken);

    /// <summary>Reads an organization as it is now, for work that no request's token tells the version of.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The organization, or null.</returns>
    Task<Organization?> FindLatestAsync(long id, CancellationToken cancellationToken);

    /// <summary>Changes an organization. Changes of one organization happen one after the other, each decided on the state the one before left.</summary>
    /// <typeparam name="T">What the decision answers.</typeparam>
    /// <param name="id">Its id.</param>
    /// <param name="decide">Looks at the current state, remembers nothing, and tells what to change.</param>
    /// <param name="cancellationToken">Ends the change before it is committed.</param>
    /// <returns>The answer of the decision.</returns>
    Task<T> ChangeAsync<T>(long id, Func<Organization, Decision<T>> decide, CancellationToken cancellationToken);

    /// <summary>Stores a new organization.</summary>
    /// <param name="organization">The organization.</param>
    /// <param name="cancellationToken">Ends the change before it is committed.</param>
    /// <returns>A task.</returns>
    Task AddAsync(NewOrganization organization, CancellationToken cancellationToken);

    /// <summary>Tells whether several records hold the same value of a field.</summary>
    /// <param name="organization">The organization.</param>
    /// <param name="module">The module.</param>
    /// <param name="field">The field; it has a slot.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>True when at least two do.</returns>
    Task<bool> HasDuplicatesAsync(Organization organization, Module module, Field field, CancellationToken cancellationToken);

    /// <summary>Deletes an organization with everything it has.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the change before it is committed.</param>
    /// <returns>A task.</returns>
    Task RemoveAsync(long id, CancellationToken cancellationToken);
}
