namespace PrivacyCrm.IntegrationTests.Http.Search;

/// <summary>How a field is compared.</summary>
internal enum SearchKind
{
    Text,
    Phone,
    LongText,
    Choice,
    Choices,
    Flag,
    Number,
    Day,
    Moment,
    Reference,
}
