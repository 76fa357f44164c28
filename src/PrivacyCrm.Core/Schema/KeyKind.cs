namespace PrivacyCrm.Core.Schema;

/// <summary>Where the comparable form of a value is kept.</summary>
public enum KeyKind
{
    /// <summary>Nowhere: the field cannot be compared.</summary>
    None,

    /// <summary>In an indexed slot of the search index.</summary>
    Indexed,

    /// <summary>In a slot of the search index that is too long to be indexed.</summary>
    Long,

    /// <summary>In a column of the record itself: id, Created_Time and Modified_Time.</summary>
    Column,
}
