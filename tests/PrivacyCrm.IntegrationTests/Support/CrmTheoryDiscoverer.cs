using Xunit.Abstractions;
using Xunit.Sdk;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>Makes the test cases of <see cref="CrmTheoryAttribute"/>; one for all rows when they are skipped.</summary>
public sealed class CrmTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    private readonly IMessageSink _messages = messages;

    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        CrmTestCase.WhySkipped(testMethod) is null
            ? base.Discover(discoveryOptions, testMethod, theoryAttribute)
            : [new CrmTestCase(_messages, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}
