using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>One record of a write, read but not yet allowed: its values, and the first thing that is wrong with them.</summary>
/// <param name="index">Its place in the request.</param>
internal sealed class RecordDraft(int index)
{
    /// <summary>Gets the JSON path of the record.</summary>
    public string Path { get; init; } = $"$.data[{index}]";

    /// <summary>Gets or sets the id that was sent or stands in the path.</summary>
    public long? Id { get; set; }

    /// <summary>Gets or sets a value indicating whether an id was sent at all.</summary>
    public bool HasId { get; set; }

    /// <summary>Gets or sets a value indicating whether the new record is to have the id that was sent.</summary>
    public bool KeepsId { get; set; }

    /// <summary>Gets or sets a value indicating whether it is made of another record.</summary>
    public bool IsClone { get; set; }

    /// <summary>Gets or sets where the id stands.</summary>
    public IdPlace IdPlace { get; set; }

    /// <summary>Gets or sets the id as it stands in a list.</summary>
    public string ListedId { get; set; } = string.Empty;

    /// <summary>Gets the values that were sent for writable fields.</summary>
    public Dictionary<Field, FieldValue> Values { get; } = [];

    /// <summary>Gets the multi-select fields to which choices are added.</summary>
    public HashSet<Field> Appended { get; } = [];

    /// <summary>Gets the references to check, with the JSON path of each.</summary>
    public List<(Field Field, long Id, string Path)> References { get; } = [];

    /// <summary>Gets or sets what was sent for the processing basis.</summary>
    public ProcessingBasisChange? Basis { get; set; }

    /// <summary>Gets or sets the refusal of the whole record: it is not an object.</summary>
    public CrmError? ShapeError { get; set; }

    /// <summary>Gets or sets the first refusal of a value.</summary>
    public CrmError? ValueError { get; set; }

    /// <summary>The JSON path of a member.</summary>
    /// <param name="apiName">The member.</param>
    /// <returns>The path.</returns>
    public string PathOf(string apiName) => $"{Path}.{apiName}";

    /// <summary>The refusal of a record that does not exist.</summary>
    /// <returns>The refusal.</returns>
    public CrmError UnknownRecord() => IdPlace switch
    {
        IdPlace.InPath => CrmErrors.Records.InvalidPathId(),
        IdPlace.InList => CrmErrors.MassActions.UnknownRecord(ListedId),
        _ => CrmErrors.Records.InvalidId("id", PathOf("id")),
    };

    /// <summary>The refusal of a record whose processing is stopped.</summary>
    /// <param name="id">The record.</param>
    /// <returns>The refusal.</returns>
    public CrmError StoppedRecord(long id) => IdPlace == IdPlace.InList
        ? CrmErrors.MassActions.StopProcessing(RecordId.Format(id))
        : CrmErrors.Privacy.StopProcessing(PathOf("id"), RecordId.Format(id));

    /// <summary>The refusal of a record that was converted.</summary>
    /// <param name="id">The record.</param>
    /// <returns>The refusal.</returns>
    public CrmError ConvertedRecord(long id) => IdPlace == IdPlace.InList
        ? CrmErrors.MassActions.Converted(RecordId.Format(id))
        : CrmErrors.Records.Converted(PathOf("id"));
}
