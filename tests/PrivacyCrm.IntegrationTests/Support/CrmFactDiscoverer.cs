using Xunit.Abstractions;
using Xunit.Sdk;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>Makes the test cases of <see cref="CrmFactAttribute"/>.</summary>
public sealed class CrmFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    private readonly IMessageSink _messages = messages;

    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new CrmTestCase(_messages, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}
