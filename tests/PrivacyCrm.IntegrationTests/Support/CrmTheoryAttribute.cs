using Xunit.Sdk;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>A theory of a suite that runs on every store; skipped, with the reason, where the store cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("PrivacyCrm.IntegrationTests.Support.CrmTheoryDiscoverer", "PrivacyCrm.IntegrationTests")]
internal sealed class CrmTheoryAttribute : TheoryAttribute;
