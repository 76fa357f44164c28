using System.Text.Json;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>The answer about what a lead could be converted into.</summary>
public sealed class ConversionOptionsPage
{
    private readonly Module? _preference;
    private readonly IReadOnlyList<ConversionCandidates> _candidates;

    /// <summary>Initializes a new instance of the <see cref="ConversionOptionsPage"/> class.</summary>
    /// <param name="preference">The module whose unique fields decide, or null.</param>
    /// <param name="candidates">The candidates, by module.</param>
    internal ConversionOptionsPage(Module? preference, IReadOnlyList<ConversionCandidates> candidates) => (_preference, _candidates) = (preference, candidates);

    /// <summary>Writes <c>{__conversion_options}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartObject("__conversion_options");
        WritePreference(writer);
        foreach (ConversionCandidates candidates in _candidates)
        {
            candidates.WriteRecords(writer);
        }

        writer.WriteNull(ConversionModules.Deals);
        writer.WriteStartObject("preference_field_matched_value");
        foreach (ConversionCandidates candidates in _candidates)
        {
            candidates.WriteMatch(writer);
        }

        writer.WriteNull(ConversionModules.Deals);
        writer.WriteEndObject();
        writer.WriteStartArray("modules_with_multiple_layouts");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WritePreference(Utf8JsonWriter writer)
    {
        if (_preference is null)
        {
            writer.WriteNull("module_preference");
            return;
        }

        writer.WriteStartObject("module_preference");
        writer.WriteString("api_name", _preference.ApiName);
        writer.WriteString("id", RecordId.Format(_preference.Id));
        writer.WriteEndObject();
    }
}
