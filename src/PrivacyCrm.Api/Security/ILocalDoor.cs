namespace PrivacyCrm.Api.Security;

/// <summary>A door for callers on the same machine, which the configuration opens.</summary>
public interface ILocalDoor
{
    /// <summary>Gets a value indicating whether it is open.</summary>
    bool IsDoorOpen { get; }
}
