namespace PrivacyCrm.Api.Security;

/// <summary>Opens an endpoint to components, each time for those alone whose consent has one of these tasks for the module in the path. An endpoint without it is closed to them.</summary>
/// <param name="tasks">The tasks that the endpoint does, such as <c>zoho.crm.getRecords</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresConsentAttribute(params string[] tasks) : Attribute
{
    /// <summary>Gets the tasks.</summary>
    public IReadOnlyList<string> Tasks { get; } = tasks;
}
