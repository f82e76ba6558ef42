using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Requests;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

/// <summary>Addresses of workflows, and what another system sends there.</summary>
internal static class SentRequests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<string> MakeAddressAsync(this TestHub hub, DrawnWorkflow drawn, string activityId) => hub.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<HubDb>();
        var node = new WorkflowType(drawn.Document).Find(activityId)!;
        await services.GetRequiredService<WorkflowRequests>().MakeAsync(drawn.TypeId, node, Ct);
        await db.SaveChangesAsync(Ct);
        return $"{WorkflowAddress.Path}?token={(await db.WorkflowAddresses.SingleAsync(a => a.TypeId == drawn.TypeId && a.ActivityId == activityId, Ct)).Token}";
    });

    public static async Task<(HttpStatusCode Status, string Text)> PostAsync(this TestHub hub, string url, string body, string type = "text/plain")
    {
        using var visitor = hub.Visitor();
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content, Headers = { { "Accept", "application/json" } } };
        using var answer = await visitor.Http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return (answer.StatusCode, answer.StatusCode is HttpStatusCode.NotFound && text.Contains("There is nothing here", StringComparison.Ordinal) ? "" : text);
    }
}
