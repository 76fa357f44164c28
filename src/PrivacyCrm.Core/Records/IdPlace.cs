namespace PrivacyCrm.Core.Records;

/// <summary>Where the id of a record to be written stands, which decides how a refusal names it.</summary>
internal enum IdPlace
{
    /// <summary>In the record, as its member <c>id</c>.</summary>
    InRecord,

    /// <summary>In the path.</summary>
    InPath,

    /// <summary>In a list of ids beside one set of values for all of them.</summary>
    InList,
}
