namespace PrivacyCrm.Core.Identity;

/// <summary>Keeps the keys by which this server, and all others on the same database, encrypt. Asked by code that cannot wait, and seldom.</summary>
public interface IProtectionKeyStore
{
    /// <summary>Reads all keys.</summary>
    /// <returns>Their texts.</returns>
    IReadOnlyList<string> All();

    /// <summary>Stores a key.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    void Add(string name, string text);
}
