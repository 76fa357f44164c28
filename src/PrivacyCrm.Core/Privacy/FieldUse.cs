namespace PrivacyCrm.Core.Privacy;

/// <summary>What the API may do with a field. Each absence has one consequence, everywhere the same.</summary>
[Flags]
public enum FieldUse
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Show the value. Without it the key stays and the value is null.</summary>
    Read = 1,

    /// <summary>Compare the value in criteria, counts and word searches. Without it naming the field is refused with <c>INVALID_QUERY</c>.</summary>
    Filter = 2,

    /// <summary>Order by the value. Without it naming the field is refused with <c>INVALID_QUERY</c>.</summary>
    Sort = 4,

    /// <summary>Write the value into files. Without it the cell is empty.</summary>
    Export = 8,

    /// <summary>Know that the field is there. Without it the key is left out, in metadata as well.</summary>
    See = 16,

    /// <summary>Write the value. Without it a sent value is ignored, as that of any read-only field.</summary>
    Write = 32,

    /// <summary>Everything.</summary>
    All = Read | Filter | Sort | Export | See | Write,
}
