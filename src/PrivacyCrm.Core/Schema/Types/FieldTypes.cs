using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PrivacyCrm.Core.Schema.Types;

/// <summary>The data types, in the order of the documentation. A new type is a new file and a line here.</summary>
public static class FieldTypes
{
    /// <summary>All data types.</summary>
    public static readonly ImmutableArray<FieldType> All =
    [
        new TextType(),
        new TextAreaType(),
        new EmailType(),
        new PhoneType(),
        new WebsiteType(),
        new ProfileImageType(),
        new AutoNumberType(),
        new IntegerType(),
        new BigIntType(),
        new DoubleType(),
        new CurrencyType(),
        new PercentType(),
        new BooleanType(),
        new DateType(),
        new DateTimeType(),
        new PicklistType(),
        new MultiSelectPicklistType(),
        new LookupType(),
        new OwnerLookupType(),
        new UserLookupType(),
        new MultiUserLookupType(),
        new MultiSelectLookupType(),
        new MultiModuleLookupType(),
        new SubformType(),
        new FileUploadType(),
        new ImageUploadType(),
        new ConsentLookupType(),
        new FormulaType(),
        new RollupSummaryType(),
        new ActivityDetailType("event_reminder"),
        new ActivityDetailType("ALARM"),
        new ActivityDetailType("RRULE"),
        new ActivityDetailType("multireminder"),
        new TerritoriesType(),
        new LayoutType(),
        new TagType(),
        new FullNameType(),
        new RecordIdType(),
        new RecordTimeType(),
    ];

    private static readonly FrozenDictionary<string, FieldType> Codes = All.ToFrozenDictionary(type => type.Code, StringComparer.Ordinal);

    /// <summary>Finds a type by the name it is stored under.</summary>
    /// <param name="code">The name.</param>
    /// <returns>The type, or null.</returns>
    public static FieldType? Find(string code) => Codes.GetValueOrDefault(code);
}
