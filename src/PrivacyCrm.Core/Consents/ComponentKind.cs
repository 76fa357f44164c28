using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>What a component is: the word for it, the collection it stands in, and its entry points.</summary>
/// <param name="Name">The word, such as <c>message_action</c>.</param>
/// <param name="Collection">The collection in paths, which is the noun of its scopes as well.</param>
/// <param name="Handlers">Its entry points.</param>
public sealed record ComponentKind(string Name, string Collection, ImmutableArray<HandlerKind> Handlers)
{
    /// <summary>The greatest number of objects that a webhook handler may ask for.</summary>
    public const int MaximumPermissions = 5;

    /// <summary>Something that a user types.</summary>
    public static readonly ComponentKind Command = new(
        "command",
        "commands",
        [new("execution_handler", [Attachments, Chat, Location, User]), new("suggestion_handler", [Chat, Location, User])]);

    /// <summary>Somebody to write to.</summary>
    public static readonly ComponentKind Bot = new(
        "bot",
        "bots",
        [
            new("message_handler", [Attachments, Chat, Location, Message, User]),
            new("mention_handler", [Chat, Location, Message, User]),
            new("context_handler", [Attachments, Chat, User]),
            new("participation_handler", [Chat, User]),
            new("menu_handler", [Chat, Location, User]),
            new("welcome_handler", [User]),
            new("incoming_webhook_handler", [User]),
            new("alert_handler", [User]),
        ]);

    /// <summary>Something in the menu of a message.</summary>
    public static readonly ComponentKind MessageAction = new(
        "message_action", "messageactions", [new("execution_handler", [Attachments, Chat, Location, Message, User])]);

    /// <summary>What a button, a form or a button of a widget runs.</summary>
    public static readonly ComponentKind Function = new(
        "function",
        "functions",
        [
            new("button_handler", [Chat, Message, User]),
            new("form_submit_handler", [Chat, Message, User]),
            new("form_change_handler", [Chat, User]),
            new("form_dynamic_select_handler", [Chat, User]),
            new("form_view_handler", [User]),
            new("widget_button_handler", [User]),
        ]);

    /// <summary>Something that the clock runs for its owner.</summary>
    public static readonly ComponentKind Scheduler = new("scheduler", "schedulers", [new("execution_handler", [User, OrganizationObject])]);

    /// <summary>Gets all kinds.</summary>
    public static readonly ImmutableArray<ComponentKind> All = [Command, Bot, MessageAction, Function, Scheduler];

    /// <summary>The object that tells about the organization.</summary>
    internal const string OrganizationObject = "organization";

    private const string Attachments = "attachments";
    private const string Chat = "chat";
    private const string Location = "location";
    private const string Message = "message";
    private const string User = "user";

    /// <summary>Gets all objects that an access may name.</summary>
    public static ImmutableArray<string> Objects { get; } = [Attachments, Chat, Location, "mentions", Message, OrganizationObject, User];

    /// <summary>Finds the kind of a collection.</summary>
    /// <param name="collection">The collection, in any case.</param>
    /// <returns>The kind, or null.</returns>
    public static ComponentKind? OfCollection(string? collection) => All.FirstOrDefault(kind => kind.Collection.Equals(collection, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds a kind by its word.</summary>
    /// <param name="name">The word.</param>
    /// <returns>The kind.</returns>
    public static ComponentKind Named(string name) => All.First(kind => kind.Name == name);

    /// <summary>Finds an entry point.</summary>
    /// <param name="type">Its name.</param>
    /// <returns>The entry point, or null.</returns>
    public HandlerKind? FindHandler(string? type) => Handlers.FirstOrDefault(handler => handler.Type == type);
}
