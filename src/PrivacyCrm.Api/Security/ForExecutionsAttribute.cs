namespace PrivacyCrm.Api.Security;

/// <summary>Marks an endpoint that takes the token of a running execution and no other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ForExecutionsAttribute : Attribute;
