namespace PrivacyCrm.Core.Organizations;

/// <summary>What a profile allows with the records of a module. Without it a request is refused with <c>NO_PERMISSION</c>.</summary>
[Flags]
public enum ModuleUse
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read records, find them and see their names elsewhere.</summary>
    View = 1,

    /// <summary>Create records.</summary>
    Create = 2,

    /// <summary>Change records.</summary>
    Edit = 4,

    /// <summary>Delete records.</summary>
    Delete = 8,

    /// <summary>Everything.</summary>
    All = View | Create | Edit | Delete,
}
