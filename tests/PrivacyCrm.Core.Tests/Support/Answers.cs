using System.Globalization;
using System.Text;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Core.Tests.Support;

/// <summary>What a client would receive, refusals included.</summary>
internal static class Answers
{
    public static async Task<string> OfAsync(Task<Result<RecordPage>> asked)
    {
        if (!(await asked).TryGet(out RecordPage? page, out CrmError? error))
        {
            return $"{error.Status} {Results.Body(error)}";
        }

        if (page.IsEmpty)
        {
            return "204";
        }

        page.ListsPrivateFields = true;
        using MemoryStream stream = new();
        await using (Utf8JsonWriter writer = new(stream))
        {
            await page.WriteToAsync(writer, () => ValueTask.CompletedTask);
        }

        return $"200 {Encoding.UTF8.GetString(stream.ToArray())}";
    }

    public static async Task<string> OfAsync(Task<Result<long>> asked) => (await asked).TryGet(out long count, out CrmError? error)
        ? $"200 {count.ToString(CultureInfo.InvariantCulture)}"
        : $"{error.Status} {Results.Body(error)}";
}
