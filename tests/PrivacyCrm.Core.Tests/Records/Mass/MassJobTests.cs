using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.Mass;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records.Mass;

public sealed class MassJobTests
{
    private static readonly Job Job = new()
    {
        OrganizationId = 1,
        Id = 1_000,
        Kind = MassJob.Update,
        UserId = 2,
        Scopes = "ZohoCRM.modules.ALL",
        Definition = "{}",
        CreatedTime = FrozenTime.Start,
    };

    [Theory]
    [InlineData(999, 0, true)]
    [InlineData(1_001, 0, false)]
    [InlineData(1_001, -60, true)]
    [InlineData(999, 1, false)]
    public void Records_that_were_there_when_it_was_ordered_are_meant(long id, int seconds, bool isMeant)
    {
        string created = Keys.OfInstant(FrozenTime.Start.AddSeconds(seconds));

        Assert.Equal(isMeant, MassJob.IsMeant(new StoredDocument(id, $$"""{"Created_Time":"{{created}}"}""", 0, 0), Job));
    }
}
