using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>In Production nothing tells of the API.</summary>
public sealed class ProductionTests(ProductionTests.ProductionServer server) : IClassFixture<ProductionTests.ProductionServer>
{
    [Theory]
    [InlineData("/swagger")]
    [InlineData("/swagger/index.html")]
    [InlineData("/swagger/v8/swagger.json")]
    public async Task Neither_page_nor_document_is_there(string path)
    {
        CrmAnswer answer = await server.Anonymous.GetAsync(path);

        answer.ShouldHaveStatus(404);
    }

    public sealed class ProductionServer : SqliteCrmServer
    {
        protected override string EnvironmentName => "Production";

        protected override Task LearnDemoAsync() => Task.CompletedTask;
    }
}
