using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.Primitives;
using PrivacyCrm.Api.Records;
using PrivacyCrm.Api.Search;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Api;

/// <summary>
/// Calls the actions of the reads that are most of the traffic without MVC's invoker, whose binders and filters take longer than the read:
/// decision 0017. Routes, scopes and descriptions are those of the controllers.
/// </summary>
internal static class DirectReads
{
    /// <summary>Lets the endpoints of those actions call them.</summary>
    public static void WithDirectReads(this IEndpointConventionBuilder controllers, IServiceProvider services)
    {
        RecordReader reader = services.GetRequiredService<RecordReader>();
        RecordSearch search = services.GetRequiredService<RecordSearch>();
        controllers.Add(endpoint =>
        {
            ControllerActionDescriptor? action = endpoint.Metadata.OfType<ControllerActionDescriptor>().FirstOrDefault();
            endpoint.RequestDelegate = (action?.ControllerTypeInfo.Name, action?.ActionName) switch
            {
                (nameof(RecordsController), nameof(RecordsController.Get)) => context => GetAsync(new RecordsController(reader), context),
                (nameof(RecordsController), nameof(RecordsController.List)) => context => ListAsync(new RecordsController(reader), context),
                (nameof(SearchController), nameof(SearchController.Search)) => context => SearchAsync(new SearchController(search), context),
                _ => endpoint.RequestDelegate,
            };
        });
    }

    /// <summary>The first value of a parameter, as MVC takes it.</summary>
    public static string? First(this IQueryCollection query, string name) => query.TryGetValue(name, out StringValues values) && values.Count > 0 ? values[0] : null;

    private static async Task GetAsync(RecordsController controller, HttpContext context)
    {
        ActionContext action = Enter(controller, context);
        IQueryCollection query = context.Request.Query;
        IActionResult answer = await controller.Get(Route(context, "module"), Route(context, "id"), query.First("fields"), query.First("include"), context.RequestAborted);
        await answer.ExecuteResultAsync(action);
    }

    private static async Task ListAsync(RecordsController controller, HttpContext context)
    {
        ActionContext action = Enter(controller, context);
        IActionResult answer = await controller.List(Route(context, "module"), ReadRequest.Of(context.Request.Query), context.RequestAborted);
        await answer.ExecuteResultAsync(action);
    }

    private static async Task SearchAsync(SearchController controller, HttpContext context)
    {
        ActionContext action = Enter(controller, context);
        IQueryCollection query = context.Request.Query;
        IActionResult answer = await controller.Search(Route(context, "module"), SearchRequest.Of(query), ReadRequest.Of(query), context.RequestAborted);
        await answer.ExecuteResultAsync(action);
    }

    private static ControllerContext Enter(ControllerBase controller, HttpContext context) => controller.ControllerContext = new ControllerContext { HttpContext = context };

    private static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
