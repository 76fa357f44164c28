namespace PrivacyCrm.Core.Records;

/// <summary>How the value of a field is written.</summary>
internal enum FieldWay
{
    /// <summary>It is not: the field is closed.</summary>
    Closed,

    /// <summary>It is the record's id, which the document lacks.</summary>
    Id,

    /// <summary>As the bytes the document has.</summary>
    AsStored,

    /// <summary>By the field's type, as its reader sees it.</summary>
    Written,
}
