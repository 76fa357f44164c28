using Xunit.Abstractions;
using Xunit.Sdk;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>A test of a suite, which knows whether the suite's store can run here.</summary>
public sealed class CrmTestCase : XunitTestCase
{
    [Obsolete("For deserialization.")]
    public CrmTestCase()
    {
    }

    public CrmTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(messages, display, options, method)
    {
    }

    /// <summary>Why the tests of a class cannot run here, or null.</summary>
    internal static string? WhySkipped(ITestMethod method)
    {
        for (Type? type = method.TestClass.Class.ToRuntimeType(); type is not null; type = type.BaseType)
        {
            if (Array.Exists(type.GetGenericArguments(), argument => argument == typeof(StandbyCrmServer)) && StandbyCrmServer.Availability is { } missing)
            {
                return missing;
            }

            if (Array.Exists(type.GetGenericArguments(), typeof(PostgresCrmServer).IsAssignableFrom))
            {
                return PostgresCluster.Availability is { } reason ? $"NOT TESTED ON POSTGRESQL. {reason}" : null;
            }
        }

        return null;
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) => base.GetSkipReason(factAttribute) ?? WhySkipped(TestMethod)!;
}
