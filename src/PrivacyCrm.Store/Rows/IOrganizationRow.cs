namespace PrivacyCrm.Store.Rows;

/// <summary>A row that belongs to an organization, which leads its key.</summary>
internal interface IOrganizationRow
{
    long OrganizationId { get; set; }
}
