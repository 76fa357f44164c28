namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>profileimage</c>: the picture of a record.</summary>
public sealed class ProfileImageType() : SystemValueType("profileimage", "string");
