using System.Text;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Faults.Tests.Model;

/// <summary>What people ask of a project, a plan or the memberships, and, from <see cref="Read"/> on, what happens on its own.</summary>
internal enum Verb
{
    Upload,
    Submit,
    Check,
    Return,
    Approve,
    Override,
    Undo,
    Complete,
    AskReopening,
    Consent,
    Refuse,
    Adjust,
    Drop,
    Attach,
    Require,
    Answer,
    Close,
    ChangePlan,
    Withdraw,
    Register,
    Join,
    Leave,

    /// <summary>A version is read, whenever the trigger or the sweep gets to it.</summary>
    Read,

    /// <summary>The sweep gives a version up that nobody could read.</summary>
    GiveUp,

    /// <summary>
    /// An attempt is woken. A wake-up carries nothing: late, twice, out of order or lost, it is this, at any time, for any attempt.
    /// </summary>
    Tend,
}

/// <param name="Version">The sheet its sender saw; of <see cref="Verb.Tend"/> the attempt.</param>
/// <param name="Choice">What the verb leaves open: which sheet, grade, indicator, rectification, quorum or roles.</param>
/// <param name="Key">The <c>Idempotency-Key</c>.</param>
internal sealed record Command(Verb Verb, string By, string Stage, int Version, int Choice, string Reason, string Key)
{
    /// <summary>Where a return points, and what the next submission answers.</summary>
    private const string Point = """[{"at":"自评表!F12","text":"请量化"}]""";

    private static readonly byte[] Pdf = "%PDF-1.7 签到表"u8.ToArray();
    private static readonly string[] Grades = ["", "excellent", "good", "fair", "poor"];
    private static readonly string[] Quorums = ["majority", "all", "chair"];
    private static readonly Dictionary<(string Stage, int Choice), byte[]> Sheets =
        Stages.SelectMany(stage => Enumerable.Range(0, 4).Select(choice => (stage, choice)))
            .ToDictionary(key => key, key => Sheet(key.stage, key.choice));

    public static IReadOnlyList<string> Stages => ["targets", "q1", "self-evaluation"];

    public bool IsOfItem => Verb is not (Verb.ChangePlan or Verb.Withdraw or Verb.Register or Verb.Join or Verb.Leave);

    /// <summary>The answers of a submission, the points of a return.</summary>
    public bool SpeaksOfPoints => Choice % 2 == 0;

    /// <summary>Null leaves the grade to the application.</summary>
    public Domain.Review.ReviewGrade? Grade => Choice % 5 == 0 ? null : (Domain.Review.ReviewGrade)((Choice % 5) - 1);

    public decimal Score => 80 + (Choice % 3);

    public string Indicator => Choice % 2 == 0 ? "i05" : "i01";

    public string Requirement => Choice % 2 == 0 ? "加快进度" : "补充资料";

    public int Rectification => (Choice % 2) + 1;

    public Domain.Plan.Quorum Quorum => (Domain.Plan.Quorum)(Choice % 3);

    public override string ToString() => $"{Verb} {Stage} {Version} by {By}, choice {Choice}, '{Reason}', {Key}";

    public (HttpMethod Method, string Path, HttpContent? Body) Request(string unit)
    {
        var (year, project) = ($"units/{unit}/years/{TestYear.Year}", $"units/{unit}/years/{TestYear.Year}/projects/p1");
        var item = $"{project}/stages/{Stage}";
        var seen = $"\"version\":{Version}";
        var reason = $"\"reason\":\"{Reason}\"";
        return Verb switch
        {
            Verb.Upload => (HttpMethod.Post, $"{item}/uploads?fileName=a.xlsx", new ByteArrayContent(Sheets[(Stage, Choice % 4)])),
            Verb.Submit => Post(item + "/submit", seen + (SpeaksOfPoints ? $",\"answers\":{Point}" : "")),
            Verb.Check => Post(item + "/check", seen),
            Verb.Return => Post(item + "/return", $"{seen},{reason}" + (SpeaksOfPoints ? $",\"points\":{Point}" : "")),
            Verb.Approve => Post(item + "/approve", $"{seen},{reason}" + (Grade is null ? "" : $",\"grade\":\"{Grades[Choice % 5]}\"")),
            Verb.Override => Post(item + "/override", $"{seen},{reason},\"score\":{Score}"),
            Verb.Undo => Post(item + "/undo", seen),
            Verb.Complete => Post(item + "/complete", seen + (Reason.Length > 0 ? $",\"noEdit\":\"{Reason}\"" : "")),
            Verb.AskReopening => Post(item + "/reopen", reason),
            Verb.Consent => Post(item + "/reopen/consent", ""),
            Verb.Refuse => Post(item + "/reopen/refuse", reason),
            Verb.Adjust => Post(item + "/adjust", reason + ",\"document\":\"财预〔2023〕5号\""),
            Verb.Drop => Post(item + "/adjust/drop", ""),
            Verb.Attach => (HttpMethod.Post, $"{item}/evidence?indicator={Indicator}&fileName=a.pdf", new ByteArrayContent(Pdf)),
            Verb.Require => Post(item + "/rectifications", $"\"requirement\":\"{Requirement}\""),
            Verb.Answer => Post($"{item}/rectifications/{Rectification}/answer", "\"answer\":\"已整改\""),
            Verb.Close => Post($"{item}/rectifications/{Rectification}/close", "\"conclusion\":\"属实\""),
            Verb.ChangePlan => (HttpMethod.Put, $"{year}/plan", Json($$"""{"plan":{{Plan(Key, Quorums[Choice % 3])}},{{reason}}}""")),
            Verb.Withdraw => Post(project + "/withdraw", reason),
            Verb.Register => (HttpMethod.Put, project, Json($$"""{"name":"{{TestYear.Project}}","section":"{{TestYear.Section}}"}""")),
            Verb.Join => (HttpMethod.Put, $"units/{unit}/members/t:{People.Swing}", Json(
                $$"""{"name":"{{Key}}","roles":[{{People.RolesText(People.Turn(Choice))}}]"""
                + $$""","sections":["{{People.Turn(Choice).Section}}"]}""")),
            Verb.Leave => (HttpMethod.Delete, $"units/{unit}/members/t:{People.Swing}", null),
            _ => throw new InvalidOperationException($"Nobody asks for {Verb}."),
        };
    }

    /// <summary>Instants that do not move, so that a plan repeated is the same plan.</summary>
    public static string Plan(string version, string quorum)
    {
        var stages = Stages.Select((stage, i) => $$"""
            {"id":"{{stage}}","kind":"{{(stage == "q1" ? "monitoring" : stage)}}","month":{{(i == 0 ? "null" : i == 1 ? "3" : "12")}},
            "scope":"project","approver":"{{(stage == "q1" ? "lead" : "group")}}",
            "opensAt":"2024-01-01T00:00:00Z","dueAt":"2090-01-01T00:00:00Z","rungs":[]}
            """);
        return $$"""{"version":"{{version}}","quorum":"{{quorum}}","evidence":"judged","stages":[{{string.Join(',', stages)}}]}""";
    }

    private static (HttpMethod, string, HttpContent?) Post(string path, string members) => (HttpMethod.Post, path, Json($"{{{members}}}"));

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>Two that are good, one with errors, and for monitoring one with a red light.</summary>
    private static byte[] Sheet(string stage, int choice) => (stage, choice) switch
    {
        ("targets", 2) => TestSheets.Targets("别的项目", TestYear.Year),
        ("targets", _) => TestSheets.Targets(TestYear.Project, TestYear.Year, $"完成全年培训任务 {choice}"),
        ("q1", 2) => TestSheets.Monitoring("别的项目", TestYear.Year, 3),
        ("q1", 3) => TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent: 2),
        ("q1", _) => TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent: 30 + choice),
        (_, 2) => TestSheets.SelfEvaluation("别的项目", TestYear.Year),
        _ => TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, 100 - choice),
    };
}
