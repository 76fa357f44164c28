namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>fileupload</c>: up to five files, named by the id of their upload.</summary>
public sealed class FileUploadType() : RowListType("fileupload", "File_Id__s")
{
    /// <inheritdoc/>
    public override int UiType => 110;

    /// <inheritdoc/>
    public override int MaximumLength => 5;

    /// <inheritdoc/>
    public override bool CanBeCreated => true;
}
