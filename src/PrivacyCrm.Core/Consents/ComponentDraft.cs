using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Consents;

/// <summary>Reads what authors send about components.</summary>
internal static class ComponentDraft
{
    private const int MaximumName = 100;
    private const int MaximumAddress = 2_000;
    private const int MaximumScript = 100_000;

    /// <summary>Reads a new component, or a change of one.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="before">The component as it is; a new one has no name yet.</param>
    public static Result<Component> Read(JsonBody body, Component before)
    {
        bool isNew = before.Name.Length == 0;
        Component after = before with
        {
            Name = body.Text("name", MaximumName, isNew) ?? before.Name,
            FunctionType = before.Kind == ComponentKind.Function && isNew ? body.Word<FunctionType>("function_type") : before.FunctionType,
            Scope = before.Kind == ComponentKind.Scheduler ? ComponentScope.Personal : body.Word<ComponentScope>("scope") ?? before.Scope,
            TeamIds = body.Ids("team_ids", int.MaxValue) ?? before.TeamIds,
            ExecutionType = body.Word<ExecutionType>("execution_type") ?? before.ExecutionType,
            ExecutionUrl = body.Text("execution_url", MaximumAddress) is { } address ? ReadAddress(body, address) : before.ExecutionUrl,
            HearsOfConsents = body.Flag("consent_events") ?? before.HearsOfConsents,
            IsEnabled = body.Text("status", MaximumName) is { } status ? status == "enabled" || (status != "disabled" && body.Refuse<bool>("status")) : before.IsEnabled,
        };
        if (isNew)
        {
            after = after with { Declared = AccessReader.Read(body, ObjectsOf(after)), Handlers = ReadHandlers(body, after) };
        }

        return body.Error is { } error ? error : Check(after);
    }

    /// <summary>Reads an entry point.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="component">The component that has it.</param>
    /// <param name="type">Which one; null when the body says it.</param>
    public static Handler? ReadHandler(JsonBody body, Component component, string? type)
    {
        string? name = type ?? body.Text("type", MaximumName, isRequired: true);
        if (component.Kind.FindHandler(name) is not { } kind || !IsDrawn(component.FunctionType, kind.Type))
        {
            return body.Refuse<Handler>("type");
        }

        if (component.ExecutionType == ExecutionType.Deluge)
        {
            return body.Lines("script", MaximumScript, isRequired: true) is { } script ? new Handler(kind.Type, script, [], AccessReader.OfScript(script)) : null;
        }

        ImmutableArray<string> permissions = body.Texts("permissions", ComponentKind.MaximumPermissions, ComponentKind.Objects.Contains) ?? [];
        return permissions.All(kind.Objects.Contains)
            ? new Handler(kind.Type, null, permissions, AccessReader.OfPermissions(permissions))
            : body.Refuse<Handler>("permissions", CrmErrors.Consents.PermissionNotAllowed(body.PathOf("permissions")));
    }

    /// <summary>The objects that a component may declare.</summary>
    public static IReadOnlyCollection<string> ObjectsOf(Component component) => [.. component.Kind.Handlers.SelectMany(handler => handler.Objects).Distinct()];

    private static Result<Component> Check(Component component) =>
        component.Kind == ComponentKind.Function && component.FunctionType is null ? CrmErrors.Consents.InvalidInput("function_type")
        : component.Scope == ComponentScope.Team == component.TeamIds.IsEmpty ? CrmErrors.Consents.InvalidInput("team_ids")
        : component.TeamIds.Length > Installation.MaximumTeams ? CrmErrors.Consents.TooManyTeams(Installation.MaximumTeams)
        : component.ExecutionType == ExecutionType.Webhook && component.ExecutionUrl is null ? CrmErrors.Consents.InvalidInput("execution_url")
        : component.ExecutionType != ExecutionType.Webhook && component.HearsOfConsents ? CrmErrors.Consents.InvalidInput("consent_events")
        : component;

    private static ImmutableArray<Handler> ReadHandlers(JsonBody body, Component component)
    {
        List<Handler> handlers = [];
        foreach ((int index, JsonElement item) in (body.List("handlers", component.Kind.Handlers.Length) ?? []).Index())
        {
            JsonBody one = new(item, $"handlers[{index}]");
            if (ReadHandler(one, component, type: null) is not { } handler || one.Error is not null || handlers.Exists(other => other.Type == handler.Type))
            {
                body.Refuse<Handler>($"handlers[{index}].type", one.Error);
                return [];
            }

            handlers.Add(handler);
        }

        return [.. handlers];
    }

    private static bool IsDrawn(FunctionType? type, string handler) => type switch
    {
        null => true,
        FunctionType.Button => handler == "button_handler",
        FunctionType.WidgetButton => handler == "widget_button_handler",
        _ => handler.StartsWith("form_", StringComparison.Ordinal),
    };

    private static Uri? ReadAddress(JsonBody body, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? found) && found.Scheme is "http" or "https" && found.UserInfo.Length == 0 ? found : body.Refuse<Uri>("execution_url");
}
