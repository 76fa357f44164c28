using System.Collections.Immutable;

namespace PrivacyCrm.Core.Conversion;

/// <summary>What a lead becomes.</summary>
internal static class ConversionModules
{
    /// <summary>The person.</summary>
    public const string Contacts = "Contacts";

    /// <summary>The company.</summary>
    public const string Accounts = "Accounts";

    /// <summary>The business.</summary>
    public const string Deals = "Deals";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All = [Contacts, Accounts, Deals];
}
