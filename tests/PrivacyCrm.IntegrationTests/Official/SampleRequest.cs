using System.Text;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>Sends samples.</summary>
internal sealed class SampleRequest(CrmClient client, SampleWorld world)
{
    /// <summary>Sends a sample, with one more parameter when there is one.</summary>
    public async Task<CrmAnswer> SendAsync(OfficialOperation operation, JsonNode sample, string? parameter = null)
    {
        List<(string, string)> headers = [];
        foreach ((string name, JsonNode? value) in sample["headers"]?.AsObject() ?? [])
        {
            headers.Add((name, await world.FillAsync((string)value!)));
        }

        string path = (string)sample["path"]!;
        if (parameter is not null)
        {
            string value = OfficialSamples.ValueOf(operation, parameter);
            if (char.IsUpper(parameter[0]))
            {
                headers.Add((parameter, value));
            }
            else
            {
                path = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}={Uri.EscapeDataString(value).Replace("%7E", "~", StringComparison.Ordinal)}";
            }
        }

        using HttpContent? content = await ContentAsync(sample);
        return await client.SendAsync(operation.Method, await world.FillAsync(path), content, [.. headers]);
    }

    /// <summary>Tells whether a sample has a parameter already.</summary>
    public static bool Has(JsonNode sample, string parameter) => IsIn((string)sample["path"]!, parameter) || sample["headers"]?[parameter] is not null;

    private static bool IsIn(string path, string parameter) => path.Contains($"?{parameter}=", StringComparison.Ordinal) || path.Contains($"&{parameter}=", StringComparison.Ordinal);

    private async Task<HttpContent?> ContentAsync(JsonNode sample) => sample switch
    {
        _ when (string?)sample["file"] is { } file => SampleFile.Of(file),
        _ when sample["body"] is { } body => new StringContent(await world.FillAsync(body.ToJsonString()), Encoding.UTF8, "application/json"),
        _ => null,
    };
}
