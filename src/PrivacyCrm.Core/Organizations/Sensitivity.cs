namespace PrivacyCrm.Core.Organizations;

/// <summary>Which personal fields a restriction covers.</summary>
public enum Sensitivity
{
    /// <summary>None of them: the restriction is off.</summary>
    None,

    /// <summary>Fields marked Normal (<c>Low</c>).</summary>
    Normal,

    /// <summary>Fields marked Sensitive (<c>High</c>).</summary>
    Sensitive,

    /// <summary>Fields marked either way.</summary>
    All,
}
