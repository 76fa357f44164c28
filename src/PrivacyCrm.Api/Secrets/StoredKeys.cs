using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using PrivacyCrm.Core.Identity;

namespace PrivacyCrm.Api.Secrets;

/// <summary>The keys of data protection in the database, where all servers on it find them.</summary>
/// <param name="store">Where they are.</param>
internal sealed class StoredKeys(IProtectionKeyStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.All().Select(text => XElement.Parse(text))];

    public void StoreElement(XElement element, string friendlyName) => store.Add($"{friendlyName}-{Guid.NewGuid():N}", element.ToString(SaveOptions.DisableFormatting));
}
