using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Identity;

namespace PrivacyCrm.Api.Secrets;

/// <summary>Registers what encrypts secrets.</summary>
internal static class SecretServices
{
    /// <summary>Adds data protection, with its keys in the folder <c>PrivacyCrm:KeysFolder</c>, or in the database without one.</summary>
    public static void AddSecrets(this IServiceCollection services, IConfiguration configuration)
    {
        IDataProtectionBuilder protection = services.AddDataProtection().SetApplicationName("PrivacyCrm");
        if (configuration["PrivacyCrm:KeysFolder"] is { Length: > 0 } folder)
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        }
        else
        {
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
                new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new StoredKeys(provider.GetRequiredService<IProtectionKeyStore>())));
        }

        // It would read the keys before the database is there; they are read when they are needed. Whoever else adds data protection does it before.
        foreach (ServiceDescriptor early in services.Where(one => one.ServiceType == typeof(IHostedService) && one.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly).ToList())
        {
            services.Remove(early);
        }

        services.AddSingleton<ISecretProtector, DataProtectedSecrets>();
    }
}
