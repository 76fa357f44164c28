namespace PrivacyCrm.Core.Consents.Deluge;

/// <summary>Something a script touches.</summary>
/// <param name="Category"><c>object</c>, <c>task</c> or <c>api</c>.</param>
/// <param name="Name">Such as <c>user</c>, <c>zoho.crm.getRecords</c> or <c>GET https://maps.example.com/*</c>.</param>
/// <param name="Connection">Whose credentials it uses, where the script says so; null otherwise.</param>
/// <param name="Line">Where the script does it first, from 1.</param>
public sealed record DerivedAccess(string Category, string Name, string? Connection, int Line)
{
    /// <summary>Gets the key that a grant stores.</summary>
    public string Key => Connection is null ? $"{Category}:{Name}" : $"{Category}:{Name}@connection:{Connection}";
}
