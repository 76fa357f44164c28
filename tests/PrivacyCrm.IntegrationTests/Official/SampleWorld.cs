using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>What samples name: <c>~lead~</c> is a new lead each time, <c>~layout~</c> the first layout, and so on. What this server does not have is <c>1</c>.</summary>
internal sealed partial class SampleWorld(TestOrganization organization)
{
    private readonly Dictionary<string, string> _found = [];
    private int _count;

    /// <summary>Fills the placeholders of a text.</summary>
    public async Task<string> FillAsync(string text)
    {
        foreach (string name in Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct())
        {
            text = text.Replace($"~{name}~", await FindAsync(name), StringComparison.Ordinal);
        }

        return text;
    }

    private async Task<string> FindAsync(string name) => name switch
    {
        "zgid" => organization.Zgid,
        "unique" => $"u{++_count}",
        "lead" => await organization.Admin.CreateAsync("Leads", $$"""{"Last_Name":"Sample","First_Name":"Sue","Company":"Northwind","Email":"s{{++_count}}@example.com","Phone":"5550100"}"""),
        "contact" => await organization.Admin.CreateAsync("Contacts", """{"Last_Name":"Sample"}"""),
        "deal" => await organization.Admin.CreateAsync("Deals", """{"Deal_Name":"Sample","Stage":"Qualification","Closing_Date":"2026-05-01"}"""),
        "deleted" => await DeletedAsync(),
        "field" => await organization.AddFieldAsync("Leads", $$"""{"field_label":"Sample {{++_count}}","data_type":"text"}"""),
        "module" => await NewModuleAsync(),
        "user" => organization.UserId,
        "admin" => organization.AdminId,
        "note" => await MadeAsync("Notes", "data", """{"data":[{"Note_Title":"Sample","Note_Content":"Sample","Parent_Id":{"id":"~lead~","module":{"api_name":"Leads"}}}]}"""),
        "newrole" => await MadeAsync("settings/roles", "roles", """{"roles":[{"name":"Sample ~unique~","reporting_to":{"id":"~role~"}}]}"""),
        "newprofile" => await MadeAsync($"settings/profiles/{await FindAsync("profile")}/actions/clone", "profiles", """{"profiles":[{"name":"Sample ~unique~"}]}"""),
        "newuser" => await MadeAsync("users", "users", """{"users":[{"first_name":"Sam","last_name":"Sample","email":"~unique~@company.example.com","role":"~role~","profile":"~profile~"}]}"""),
        "newlayout" => "1",
        "readjob" => await MadeAsync("/crm/bulk/v8/read", "data", """{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"""),
        "writejob" => await MadeAsync("/crm/bulk/v8/write", "data", """{"operation":"insert","resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"~upload~","field_mappings":[{"api_name":"Last_Name","index":0}]}]}"""),
        "updatejob" => await MadeAsync("Leads/actions/mass_update", "data", """{"data":[{"Company":"Changed"}],"cvid":"~view~"}"""),
        "deletejob" => await MadeAsync("Leads/actions/mass_delete", "data", """{"cvid":"~view~"}"""),
        "convertjob" => await MadeAsync("Leads/actions/mass_convert", "data", """{"ids":["~lead~"],"assign_to":{"id":"~admin~"}}"""),
        "upload" => await UploadAsync(),
        "doneread" => await DoneAsync("read", await FindAsync("readjob")),
        "donewrite" => await DoneAsync("write", await FindAsync("writejob")),
        "pagetoken" => await PageTokenAsync(),
        "kept" => _found.TryGetValue(name, out string? kept) ? kept : _found[name] = await ChangedLeadAsync(),
        "timelinetoken" => await TokenAsync($"Leads/{await FindAsync("kept")}/__timeline?per_page=1"),
        _ when _found.TryGetValue(name, out string? known) => known,
        _ => _found[name] = await LookUpAsync(name),
    };

    private async Task<string> DeletedAsync()
    {
        string id = await FindAsync("lead");
        (await organization.Admin.DeleteAsync($"Leads/{id}")).ShouldHaveStatus(200);
        return id;
    }

    private async Task<string> UploadAsync()
    {
        using MultipartFormDataContent content = SampleFile.Of("leads.zip");
        CrmAnswer answer = await organization.Admin.SendAsync(HttpMethod.Post, "upload", content, ("feature", "bulk-write"), ("X-CRM-ORG", organization.Zgid));
        return (string?)answer.Json?["details"]?["file_id"] ?? "1";
    }

    // Jobs run beside requests.
    private async Task<string> DoneAsync(string kind, string id)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (await organization.Admin.GetAsync($"/crm/bulk/v8/{kind}/{id}") is { Status: 200 } answer
            && (string?)(answer.Json!["data"]?[0]?["state"] ?? answer.Json["status"]) is not ("COMPLETED" or "FAILURE" or "FAILED"))
        {
            await Task.Delay(50, patience.Token);
        }

        return id;
    }

    private async Task<string> PageTokenAsync()
    {
        await FindAsync("lead");
        await FindAsync("lead");
        return await TokenAsync("Leads?fields=Last_Name&per_page=1");
    }

    private async Task<string> TokenAsync(string path) => (string?)(await organization.Admin.GetAsync(path)).Json?["info"]?["next_page_token"] ?? "1";

    private async Task<string> ChangedLeadAsync()
    {
        string id = await FindAsync("lead");
        (await organization.Admin.PutAsync($"Leads/{id}", """{"data":[{"Company":"Southwind","Lead_Status":"Contacted"}]}""")).ShouldHaveStatus(200);
        return id;
    }

    private async Task<string> NewModuleAsync()
    {
        string name = $"Sample{++_count}";
        CrmAnswer answer = await organization.Admin.PostAsync(
            "settings/modules", $$"""{"modules":[{"plural_label":"{{name}}s","singular_label":"{{name}}","profiles":[{"id":"{{await FindAsync("profile")}}"}]}]}""");
        return (string)answer.ShouldHaveStatus(201).Json!["modules"]![0]!["details"]!["id"]!;
    }

    // The id that a write answers, or 1 when this server does not have it.
    private async Task<string> MadeAsync(string path, string list, string body)
    {
        CrmAnswer answer = await organization.Admin.PostAsync(path, await FillAsync(body));
        JsonNode? details = answer.Status < 300 ? (answer.Json![list] as JsonArray)?[0]?["details"] ?? answer.Json["details"] : null;
        return (string?)(details?["job_id"] ?? details?["id"] ?? details?["file_id"]) ?? "1";
    }

    // The first id that a list tells.
    private async Task<string> LookUpAsync(string name)
    {
        (string path, string list, string key) = name switch
        {
            "profile" => ($"users/{organization.AdminId}", "users", "profile"),
            "role" => ($"users/{organization.AdminId}", "users", "role"),
            "layout" => ("settings/layouts?module=Leads", "layouts", string.Empty),
            "view" => ("settings/custom_views?module=Leads", "custom_views", string.Empty),
            "related" => ("settings/related_lists?module=Leads", "related_lists", string.Empty),
            "picklist" => ("settings/fields?module=Leads", "fields", "Lead_Source"),
            _ => throw new InvalidOperationException($"Nobody knows ~{name}~."),
        };
        CrmAnswer answer = await organization.Admin.GetAsync(path);
        JsonArray found = answer.Status == 200 ? answer.Json![list]!.AsArray() : [];
        JsonNode? item = list == "fields" ? found.FirstOrDefault(field => (string?)field!["api_name"] == key) : found.FirstOrDefault();
        return (string?)(list == "users" ? item?[key] : item)?["id"] ?? "1";
    }

    [GeneratedRegex("~([a-z]+)~")]
    private static partial Regex Placeholder();
}
