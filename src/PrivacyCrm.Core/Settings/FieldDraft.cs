using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Settings;

/// <summary>What a request says about a field; null means that it says nothing.</summary>
internal sealed record FieldDraft
{
    public long? Id { get; init; }

    public string? ApiName { get; init; }

    public string? Label { get; init; }

    public FieldType? Type { get; init; }

    public int? Length { get; init; }

    public int? DecimalPlaces { get; init; }

    public Tooltip? Tooltip { get; init; }

    public bool? IsUnique { get; init; }

    public PersonalMark? Personal { get; init; }

    public IReadOnlyList<OptionDraft>? Options { get; init; }

    public string? LookupModule { get; init; }

    public string? TextareaKind { get; init; }

    public AutoNumber? AutoNumber { get; init; }

    public ConvertMapping? ConvertMapping { get; init; }

    public IReadOnlyList<(long ProfileId, FieldRight Right)> Rights { get; init; } = [];
}
