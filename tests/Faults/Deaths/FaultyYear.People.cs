using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Faults.Tests.Deaths;

/// <summary>Who comes to the unit and leaves it, and who decides.</summary>
internal sealed partial class FaultyYear
{
    private const string Late = "t:late";

    private string Members => $"units/{unit}/members";

    private string Invitations => $"units/{unit}/invitations";

    /// <summary>There and back: the setup goes on with whom it knows.</summary>
    private async Task ReplaceConfirmerAsync()
    {
        foreach (var (person, replaces) in new[] { ("stand-in", "unit-head"), ("unit-head", "stand-in") })
        {
            await DoAsync("confirmer", () => SendAsync(
                "operator", HttpMethod.Put, $"units/{unit}/confirmer",
                $$"""{"person":"t:{{person}}","name":"{{person}}","role":"unit-head","replaces":"t:{{replaces}}","reason":"轮岗"}"""));
        }
    }

    private async Task PeopleAsync()
    {
        await DoAsync("sections", () => SendAsync(
            "admin", HttpMethod.Put, $"units/{unit}/sections", $$"""{"sections":["{{TestYear.Section}}"]}"""));
        await DoAsync("member-set", () => SendAsync(
            "admin", HttpMethod.Put, $"{Members}/t:guest", """{"name":"来客","roles":["auditor"]}"""));
        await DoAsync("member-removed", () => SendAsync("admin", HttpMethod.Delete, $"{Members}/t:guest", null as string));
        await DoAsync("erasure", () => SendAsync("admin", HttpMethod.Delete, $"{Members}/t:guest/identity", null as string));
        var proposed = await DoAsync("member", () => SendAsync(
            "admin", HttpMethod.Put, $"{Members}/t:hasty", """{"name":"hasty","roles":["lead"]}"""));
        await DoAsync("proposal-refusal", () => PostAsync("unit-head", $"{proposed.Headers.Location}/refuse", """{"reason":"不合适"}"""));
        await InviteAsync();
        await JoinAsync();
    }

    /// <summary>One comes, to decide with the group; another is invited by mistake.</summary>
    private async Task InviteAsync()
    {
        var wrong = await DoAsync("invitation", () => InviteAsync("wrong", "auditor"));
        await DoAsync("invitation-withdrawal", () => SendAsync(
            "admin", HttpMethod.Delete, $"{Invitations}/{wrong.Json["id"]}", null as string));
        var invited = await DoAsync("invitation", () => InviteAsync("late", "group-member"));
        await DoAsync("sign-in", () => SendAsync("late", HttpMethod.Post, "sign-in", null as string, Account("late")));
        var bound = await DoAsync("binding", () => PostAsync(
            "admin", $"{Invitations}/{invited.Json["id"]}/bind", $$"""{"person":"{{Late}}"}"""));
        await DoAsync("confirmation", () => PostAsync("unit-head", $"{bound.Headers.Location}/confirm", null));
    }

    private async Task JoinAsync()
    {
        var code = (await DoAsync("join-code", () => SendAsync("admin", HttpMethod.Put, $"units/{unit}/join-code", null as string)))
            .Json["code"];
        await DoAsync("join-request", () => PostAsync(
            $"joiner-{unit}", "join-requests", $$"""{"unit":"{{unit}}","code":"{{code}}","text":"我是王"}"""));
    }

    /// <summary>Who came late does not decide on the item.</summary>
    private async Task PanelAsync(string item)
    {
        const string Without = $$"""{"reason":"回避","without":["{{Late}}"]}""";
        await DoAsync("panel", () => PostAsync("lead", $"{item}/panel", Without));
        await DoAsync("panel-refusal", () => PostAsync("unit-head", $"{item}/panel/refuse", """{"reason":"不必"}"""));
        await DoAsync("panel", () => PostAsync("lead", $"{item}/panel", Without));
        await DoAsync("panel-consent", () => PostAsync("unit-head", $"{item}/panel/consent", null));
    }

    private Task<Answer> InviteAsync(string name, string role) => PostAsync(
        "admin", Invitations, $$"""{"account":"{{Account(name)}}","name":"{{name}}","roles":["{{role}}"]}""");

    private string Account(string name) => $"{name}.{unit}@example.org";
}
