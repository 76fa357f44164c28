namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>imageupload</c>: up to ten images, named by the id of their upload.</summary>
public sealed class ImageUploadType() : RowListType("imageupload", "File_Id__s")
{
    /// <inheritdoc/>
    public override int UiType => 111;

    /// <inheritdoc/>
    public override int MaximumLength => 10;

    /// <inheritdoc/>
    public override bool CanBeCreated => true;
}
