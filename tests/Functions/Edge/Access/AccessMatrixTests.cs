using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Access;

/// <summary>Every HTTP function × every kind of caller, from the routes themselves: a function without a row here fails.</summary>
[Collection(AppCollection.Name)]
public partial class AccessMatrixTests(TestApp app)
{
    private const string Everyone = "*";
    private const string AllSignedIn = "signed in";
    private const string Operators = "operator";
    private const string Members = "section-clerk section-head lead group-member group-chair unit-head auditor admin";
    private const string Readers = "section-clerk section-head lead group-member group-chair unit-head auditor";
    private const string Sections = "section-clerk section-head";
    private const string Confirmers = "group-chair unit-head admin";
    private const string Group = "group-member group-chair";

    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["HealthLive"] = Everyone,
        ["HealthReady"] = Everyone,
        ["OpenApi"] = Everyone,
        ["GetCalendar"] = AllSignedIn,
        ["SetHolidays"] = Operators,
        ["RemoveHolidays"] = Operators,
        ["RegisterUnit"] = Operators,
        ["ReplaceConfirmer"] = Operators,
        ["InvitePerson"] = "admin",
        ["ListInvitations"] = "admin",
        ["WithdrawInvitation"] = "admin",
        ["BindInvitation"] = "admin",
        ["GetJoinCode"] = "admin",
        ["NewJoinCode"] = "admin",
        ["GetMe"] = AllSignedIn,
        ["ListYears"] = Members,
        ["GetSections"] = Members,
        ["SetSections"] = "admin",
        ["SignIn"] = AllSignedIn,
        ["AskToJoin"] = AllSignedIn,
        ["ListProposals"] = Confirmers,
        ["GetProposal"] = Confirmers,
        ["ConfirmProposal"] = Confirmers,
        ["RefuseProposal"] = Confirmers,
        ["ListMembershipEvents"] = "lead group-chair auditor",
        ["GetUnit"] = Members,
        ["GetStorage"] = "admin",
        ["SetMember"] = "admin",
        ["RemoveMember"] = "admin",
        ["ErasePerson"] = "admin",
        ["GetMember"] = "lead auditor admin",
        ["ListMembers"] = "lead auditor admin",
        ["OpenYear"] = "lead",
        ["GetYear"] = Members,
        ["GetPlan"] = Members,
        ["GetPlanProposal"] = "lead",
        ["ChangePlan"] = "lead",
        ["ConfirmJoinedDuties"] = "group-chair unit-head",
        ["SetProject"] = "lead",
        ["WithdrawProject"] = "lead",
        ["GetProject"] = Readers,
        ["ListProjects"] = Readers,
        ["ListIndicators"] = Readers,
        ["ListItems"] = Readers,
        ["ListTasks"] = Members,
        ["ApproveItems"] = $"lead {Group}",
        ["GetItem"] = Readers,
        ["GetTemplate"] = $"{Sections} lead",
        ["UploadSheet"] = Sections,
        ["ListUploads"] = Readers,
        ["GetUpload"] = Readers,
        ["GetUploadFile"] = Readers,
        ["GetMarkedCopy"] = Readers,
        ["GetFinishedForm"] = Readers,
        ["GetFinishedCopy"] = Readers,
        ["CheckFile"] = Members,
        ["SubmitItem"] = "section-head",
        ["CheckItem"] = "lead",
        ["ReturnItem"] = $"lead {Group}",
        ["ApproveItem"] = $"lead {Group}",
        ["OverrideScore"] = Group,
        ["UndoDecision"] = $"section-head lead {Group}",
        ["CompleteEdits"] = "lead",
        ["AskReopening"] = "lead",
        ["ConsentToReopening"] = "group-chair",
        ["RefuseReopening"] = "group-chair",
        ["AskPanel"] = "lead group-chair",
        ["ConsentToPanel"] = "group-chair unit-head",
        ["RefusePanel"] = "group-chair unit-head",
        ["AdjustTargets"] = "section-head lead",
        ["DropAdjustment"] = "section-head lead",
        ["RequireRectification"] = $"lead {Group}",
        ["AnswerRectification"] = Sections,
        ["CloseRectification"] = $"lead {Group}",
        ["TakeNote"] = "group-chair",
        ["GetBoard"] = Readers,
        ["GetResults"] = Readers,
        ["GetMonitoringReport"] = $"lead {Group} unit-head auditor",
        ["ListReportVersions"] = $"lead {Group} unit-head auditor",
        ["GetReportVersionFile"] = $"lead {Group} unit-head auditor",
        ["GetReportDifferences"] = $"lead {Group} unit-head auditor",
        ["DraftReport"] = "lead",
        ["GetReport"] = Readers,
        ["GetReportWord"] = Readers,
        ["GetReportHtml"] = Readers,
        ["GetReportInternal"] = $"lead {Group} unit-head auditor",
        ["GetReportWorkbook"] = Readers,
        ["GetReportMarkdown"] = Readers,
        ["AttachEvidence"] = Sections,
        ["ListEvidence"] = Readers,
        ["GetEvidence"] = Readers,
        ["WithdrawEvidence"] = Sections,
        ["GetDifferences"] = Readers,
        ["ListArchives"] = $"lead {Group} unit-head auditor",
        ["GetArchive"] = $"lead {Group} unit-head auditor",
        ["GetLedger"] = "lead auditor",
        ["VerifyLedger"] = "lead auditor",
        ["VerifyFiles"] = "lead auditor",
        ["ApproveReport"] = Group,
        ["SignReport"] = "unit-head",
        ["GetInbox"] = Members,
        ["ReadNotice"] = Members,
        ["GetInboxSettings"] = Members,
        ["SetInboxSettings"] = Members,
        ["GetReminders"] = "lead auditor",
        ["GetReminderList"] = "lead auditor",
    };

    [Fact]
    public async Task Each_function_lets_in_those_of_its_row_and_refuses_all_others_alike()
    {
        var own = await TestYear.OpenAsync(app);
        var other = await TestYear.OpenAsync(app);
        var wrong = new List<string>();
        foreach (var (method, trigger) in OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly))
        {
            var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
            if (!Allowed.TryGetValue(name, out var allowed))
            {
                wrong.Add($"{name} has no row");
                continue;
            }

            foreach (var (caller, client, expected) in Callers(own, trigger.Route!, allowed))
            {
                var path = "/api/" + PathOf(trigger.Route!, own.Unit);
                var answer = await client.SendAsync(new HttpMethod(trigger.Methods![0]), path, null);
                var got = answer.Outcome is "401 UNAUTHENTICATED" or "403 ROLE_REQUIRED" ? answer.Outcome
                    : answer.Outcome == "404 NOT_FOUND" && expected == "404 NOT_FOUND" ? "404 NOT_FOUND"
                    : (int)answer.Status >= 500 && name != "HealthReady" ? answer.Outcome
                    : "in";
                if (got != expected)
                {
                    wrong.Add($"{name} for {caller}: {answer.Outcome}, not {expected}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.NotEqual(own.Unit, other.Unit);

        IEnumerable<(string Caller, ApiClient Client, string Expected)> Callers(TestYear year, string route, string allowed)
        {
            var needsToken = allowed != Everyone;
            yield return ("nobody", app.WithToken(null), needsToken ? "401 UNAUTHENTICATED" : "in");
            yield return (
                "a forger",
                app.WithToken(TestApp.Token("lead", key: "another-key-of-thirty-two-bytes-or-more")),
                needsToken ? "401 UNAUTHENTICATED" : "in");
            yield return ("an operator", app.As("someone", isOperator: true), Outsider(route, allowed, isOperator: true));
            yield return ("a stranger", app.As("stranger"), Outsider(route, allowed, isOperator: false));
            yield return (
                "a lead of another tenant",
                app.WithToken(TestApp.Token("lead", tenant: "t2")),
                Outsider(route, allowed, isOperator: false));
            foreach (var role in TestYear.Roles)
            {
                yield return (role, year.As(role),
                    allowed is Everyone or AllSignedIn || allowed.Split(' ').Contains(role) ? "in" : "403 ROLE_REQUIRED");
            }
        }

        static string Outsider(string route, string allowed, bool isOperator) =>
            allowed is Everyone or AllSignedIn ? "in"
            : allowed == Operators && isOperator ? "in"
            : route.Contains("{unit}", StringComparison.Ordinal) ? "404 NOT_FOUND"
            : "403 ROLE_REQUIRED";
    }

    [Fact]
    public async Task A_section_sees_and_touches_its_own_projects_only()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/p2", """{"name":"别科项目","section":"别科"}""")).Outcome);
        var item = $"{year.Base}/projects/p2/stages/targets";

        Assert.Equal("404 NOT_FOUND", (await year.As("section-clerk").GetAsync(item)).Outcome);
        Assert.Equal(
            "404 NOT_FOUND", (await year.As("section-clerk").UploadAsync(item, TestSheets.Targets("别科项目", TestYear.Year))).Outcome);
        Assert.Equal("200", (await year.As("lead").GetAsync(item)).Outcome);
    }

    [Fact]
    public async Task A_section_sees_its_own_lines_of_board_items_and_results_whatever_it_asks_for()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/p2", """{"name":"别科项目","section":"别科"}""")).Outcome);

        foreach (var (list, query) in new[] { ("board", "projects"), ("results", "projects"), ("stages/targets/items", null) })
        {
            Assert.Equal("p1 p2", await VisibleAsync("lead", list, query));
            Assert.Equal("p1 p2", await VisibleAsync("auditor", list, query));
            Assert.Equal("p1", await VisibleAsync("section-clerk", list, query));
            Assert.Equal("p1", await VisibleAsync("section-head", list, query));
        }

        Assert.Equal("", await VisibleAsync("section-clerk", "board?section=别科", "projects"));
        Assert.Equal(1, (int)(await year.As("section-clerk").GetAsync($"{year.Base}/board")).Json["totals"]!["projects"]!);

        async Task<string> VisibleAsync(string role, string list, string? within)
        {
            var answer = (await year.As(role).GetAsync($"{year.Base}/{list}")).Json;
            return string.Join(' ', (within is null ? answer : answer[within]!).AsArray().Select(line => (string)line!["project"]!));
        }
    }

    [Fact]
    public async Task A_draft_of_the_report_is_for_those_of_the_whole_unit_and_the_signed_one_for_sections_too()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        await year.DraftReportAsync();

        foreach (var file in new[] { "report/word", "report/html", "report/workbook", "report/markdown", "report/internal" })
        {
            Assert.Equal("200", (await year.As("auditor").GetAsync($"{year.Base}/{file}")).Outcome);
            Assert.Equal("403 ROLE_REQUIRED", (await year.As("section-clerk").GetAsync($"{year.Base}/{file}")).Outcome);
        }

        Assert.Empty((await year.As("section-head").GetAsync($"{year.Base}/report")).Json["files"]!.AsObject());
        Assert.Equal("200", (await year.As("group-member").PostAsync($"{year.Base}/report/approve", """{"version":1}""")).Outcome);
        Assert.Equal("200", (await year.As("unit-head").PostAsync($"{year.Base}/report/sign", """{"version":1}""")).Outcome);
        Assert.Equal("200", (await year.As("section-clerk").GetAsync($"{year.Base}/report/markdown")).Outcome);
        Assert.Equal("200", (await year.As("section-clerk").GetAsync($"{year.Base}/report/word")).Outcome);
        Assert.Equal("403 ROLE_REQUIRED", (await year.As("section-head").GetAsync($"{year.Base}/report/internal")).Outcome);
        Assert.Equal(
            ["word", "html", "workbook", "markdown"],
            (await year.As("section-head").GetAsync($"{year.Base}/report")).Json["files"]!.AsObject().Select(file => file.Key));
    }

    [Fact]
    public async Task Of_another_section_no_function_on_a_project_lets_anyone_in_for_a_section_role()
    {
        var year = await TestYear.OpenAsync(app);
        var others = new Dictionary<string, string>
        {
            ["clerk"] = "section-clerk",
            ["head"] = "section-head",
            ["clerk-and-head"] = "section-clerk section-head",
            ["head-and-member"] = "section-head group-member",
        };
        foreach (var (person, roles) in others)
        {
            var member =
                $$"""{"name":"{{person}}","roles":["{{roles.Replace(" ", "\",\"", StringComparison.Ordinal)}}"],"sections":["别科"]}""";
            await year.SeatAsync(person, member);
        }

        var wrong = new List<string>();
        foreach (var (method, trigger) in OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly)
            .Where(function => function.Trigger.Route!.Contains("{project}", StringComparison.Ordinal)))
        {
            var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
            var allowed = Allowed[name].Split(' ').Except(Sections.Split(' ')).ToList();
            foreach (var (person, roles) in others)
            {
                var (answer, nowhere) = (await AskAsync(person, "p1"), await AskAsync(person, "p9"));
                var isRight = allowed.Intersect(roles.Split(' ')).Any() ? answer.Outcome != "403 ROLE_REQUIRED"
                    // who sees the project by another role is told that it is not theirs to do; else it cannot be told from none
                    : roles.Contains("group-member", StringComparison.Ordinal) ? answer.Outcome == "403 ROLE_REQUIRED"
                    : (int)answer.Status is 403 or 404 && (answer.Outcome, answer.Text) == (nowhere.Outcome, nowhere.Text);
                if (!isRight)
                {
                    wrong.Add($"{name} for {person} of another section: {answer.Outcome}");
                }
            }

            Task<Answer> AskAsync(string person, string project) => year.As(person)
                .SendAsync(new HttpMethod(trigger.Methods![0]), "/api/" + PathOf(trigger.Route!, year.Unit, project), null);
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_trigger_leaves_access_to_us_and_says_who_may_call()
    {
        foreach (var (method, trigger) in OpenApiDocument.AllHttpFunctions(typeof(ItemApi).Assembly))
        {
            Assert.Equal(AuthorizationLevel.Anonymous, trigger.AuthLevel);
            Assert.NotNull(Endpoints.AccessOf($"{method.DeclaringType!.FullName}.{method.Name}"));
        }
    }

    [Fact]
    public void A_function_without_a_rule_has_none_to_pass() =>
        Assert.Null(Endpoints.AccessOf("PerfFlow.Functions.Sweeping.Sweep.RunAsync"));

    [Theory]
    [InlineData("perfflow-other", 1)]
    [InlineData("perfflow-development", 48)]
    [InlineData("perfflow-development", -0.5)]
    public async Task A_token_of_another_issuer_or_age_is_refused(string issuer, double hours)
    {
        var token = TestApp.Token("lead", issuer: issuer, life: TimeSpan.FromHours(hours));

        Assert.Equal("401 UNAUTHENTICATED", (await app.WithToken(token).GetAsync("units/none")).Outcome);
    }

    internal static string PathOf(string route, string unit, string project = "p1") =>
        RouteValue().Replace(route, match => match.Groups[1].Value switch
        {
            "unit" => unit,
            "year" => "2023",
            "project" => project,
            "stage" => "targets",
            "person" => "t:nobody",
            "version" or "id" or "proposal" or "invitation" => "1",
            "evidence" => "e1",
            "file" => "report.md",
            "notice" => "0000000000000000000-00000000000000000000000000000000",
            var name => throw new InvalidOperationException($"No value for {name}."),
        });

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex RouteValue();
}
