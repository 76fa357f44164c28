using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Api.Users;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Api.Swagger;

/// <summary>What the types of parameters do not tell: they are all read as text, so that a wrong one is refused in the documented form.</summary>
internal static class ParameterSchemas
{
    /// <summary>A module in a path: any word but those that stand for something else there.</summary>
    public static OpenApiSchema ModuleInPath => new()
    {
        Type = JsonSchemaType.String,
        Not = new OpenApiSchema { Enum = [.. ModuleConstraint.Reserved.Select(word => (JsonNode)JsonValue.Create(word))] },
    };

    /// <summary>The schema of a parameter; null when it takes any text.</summary>
    public static OpenApiSchema? Of(string operationId, string parameter) => (operationId, parameter) switch
    {
        (_, "id" or "organizationId") => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]{1,19}$" },
        (_, "collection") => OneOf([.. ComponentKind.All.Select(kind => kind.Collection)]),
        ("listConsents", "state") => OneOf([.. Words.All<GrantState>()], isDefault: false),
        ("listConsentRequests", "state") => OneOf([.. Words.All<RequestState>()], isDefault: false),
        (_, "audience") => OneOf([.. Words.All<Audience>()]),
        (_, "explain") => OneOf("false", "true"),
        (_, "limit") => Integer(maximum: 100),
        (_, "page") => Integer(maximum: null),
        (_, "per_page") => Integer(ReadPlanner.MaximumPageSize),
        (_, "sort_order") => OneOf("desc", "asc"),
        (_, "converted") => OneOf("false", "true", "both"),
        ("getDeletedRecords", "type") => OneOf("all", "recycle", "permanent"),
        ("listUsers", "type") => OneOf([.. UserKinds.Names]),
        ("getFields", "type") => OneOf("used", "unused", "all"),
        _ => null,
    };

    /// <summary>Whether a request without the parameter is refused.</summary>
    public static bool IsRequired(string operationId, string parameter) => (operationId, parameter) switch
    {
        (_, "module") => true,
        ("revokeConsents", "component_id") => true,
        ("listRecords", "fields") or ("deleteRecords" or "deleteCustomViews", "ids") or ("getMassUpdateStatus" or "getMassDeleteStatus", "job_id") => true,
        ("getMassConversion", "job_id") => true,
        _ => false,
    };

    /// <summary>Whether the operation reads the parameter; lists, searches and counts share their parameters in the code.</summary>
    public static bool IsRead(string operationId, string parameter) => (operationId, parameter) switch
    {
        ("searchRecords", "ids" or "page_token") => false,
        ("countRecords", "fields" or "ids" or "page" or "per_page" or "page_token" or "sort_by" or "sort_order" or "include") => false,
        _ => parameter != "version",
    };

    // The first one is what is taken without the parameter.
    private static OpenApiSchema OneOf(params string[] words) => OneOf(words, isDefault: true);

    private static OpenApiSchema OneOf(string[] words, bool isDefault) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word))],
        Default = isDefault ? JsonValue.Create(words[0]) : null,
    };

    // No default: the page would send it, and a page number excludes a page token.
    private static OpenApiSchema Integer(int? maximum) => new()
    {
        Type = JsonSchemaType.Integer,
        Minimum = "1",
        Maximum = maximum?.ToString(CultureInfo.InvariantCulture),
    };
}
