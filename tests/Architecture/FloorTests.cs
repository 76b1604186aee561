using System.Reflection;
using NetArchTest.Rules;

namespace PerfFlow.Architecture.Tests;

/// <summary>docs/decisions/0001: within a room too the arrows only point down, so that no two folders need each other.</summary>
public sealed class FloorTests
{
    /// <summary>The floors of each room, the highest first. A folder uses those of the floors below its own, and none beside it.</summary>
    private static readonly Dictionary<string, string[][]> Floors = new()
    {
        ["PerfFlow.Functions"] =
        [
            ["Cycle", "Sweeping"],
            ["Reporting", "Reviews", "Sheets"],
            ["Items"],
            ["Archive"],
            ["Finished"],
            ["News", "Reading"],
            ["Reminders", "Years"],
            ["Ledgers", "Units"],
            ["Edge.Health", "Edge.OpenApi"],
            ["Edge.Access"],
            ["Durable", "Edge.Http", "Settings"],
        ],
        ["PerfFlow.Domain"] =
        [
            ["Judgement", "Reporting"],
            ["Monitoring", "SelfEvaluation"],
            ["Drift"],
            ["News"],
            ["Reminders", "Targets"],
            ["Words"],
            ["Archive", "Duties", "FormChecks", "Members", "ReviewRules"],
            ["Differences", "Review", "Scoring"],
            ["Indicators", "Plan"],
            ["Calendar", "Forms", "Profiles"],
            ["Access", "Findings", "Names", "Results"],
            ["Documents", "ReportTexts", "Texts"],
        ],
        ["PerfFlow.Documents"] =
        [
            ["Html", "Markdown", "Word"],
        ],
        ["PerfFlow.Sheets"] =
        [
            ["Marking", "Reading"],
            ["Xls"],
            ["Xlsx"],
            ["Forms"],
            ["Grid"],
            ["Gate", "Reminders", "Summary", "Templates"],
            ["Workbooks"],
        ],
        ["PerfFlow.Storage"] =
        [
            ["Units"],
            ["Ledgers", "Notices"],
            ["Calendar", "Due", "Files"],
            ["Tables"],
        ],
    };

    /// <summary>Who uses whom in each room, looked for once: all its code is read for it.</summary>
    private static readonly Dictionary<string, Lazy<HashSet<(string From, string To)>>> Arrows =
        Floors.Keys.ToDictionary(room => room, room => new Lazy<HashSet<(string From, string To)>>(() => ArrowsIn(room)));

    public static TheoryData<string> Rooms => [.. Floors.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void The_folders_of_a_room_use_only_those_on_floors_below(string room)
        => Assert.Empty(Refused(Floors[room], Folders(room), Arrows[room].Value));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Every_folder_that_has_a_floor_is_there(string room)
        => Assert.Empty(Floors[room].SelectMany(floor => floor).Except(Folders(room)));

    /// <summary>Also where nothing but the body of an async method uses the other folder.</summary>
    [Theory]
    [InlineData("PerfFlow.Functions", "Cycle", "Reminders")]
    [InlineData("PerfFlow.Functions", "Reading", "Years")]
    [InlineData("PerfFlow.Functions", "Items", "Edge.Access")]
    [InlineData("PerfFlow.Storage", "Ledgers", "Tables")]
    public void An_arrow_that_is_there_is_seen(string room, string from, string to) => Assert.Contains((from, to), Arrows[room].Value);

    [Fact]
    public void An_arrow_up_is_refused()
        => Assert.Equal(
            ["cellar uses attic, which is not below it"], Refused([["attic"], ["cellar"]], ["attic", "cellar"], [("cellar", "attic")]));

    [Fact]
    public void An_arrow_to_the_same_floor_is_refused()
        => Assert.Equal(
            ["hall uses kitchen, which is not below it"], Refused([["hall", "kitchen"]], ["hall", "kitchen"], [("hall", "kitchen")]));

    [Fact]
    public void A_mutual_pair_is_refused() => Assert.Equal(
        ["attic and cellar use each other", "cellar uses attic, which is not below it"],
        Refused([["attic"], ["cellar"]], ["attic", "cellar"], [("attic", "cellar"), ("cellar", "attic")]));

    [Fact]
    public void A_folder_without_a_floor_is_refused()
        => Assert.Equal(["shed has no floor"], Refused([["attic"], ["cellar"]], ["attic", "cellar", "shed"], [("attic", "shed")]));

    [Fact]
    public void Arrows_that_point_down_are_allowed()
        => Assert.Empty(Refused(
            [["attic"], ["hall"], ["cellar"]], ["attic", "hall", "cellar"], [("attic", "hall"), ("attic", "cellar"), ("hall", "cellar")]));

    /// <returns>A line for each thing that is not as the floors have it.</returns>
    private static List<string> Refused(
        string[][] floors, IEnumerable<string> folders, IReadOnlyCollection<(string From, string To)> arrows)
    {
        var depth = floors.SelectMany((floor, i) => floor.Select(folder => (folder, i))).ToDictionary(StringComparer.Ordinal);
        var homeless = folders.Where(folder => !depth.ContainsKey(folder)).Select(folder => $"{folder} has no floor");
        var mutual =
            from arrow in arrows
            where string.CompareOrdinal(arrow.From, arrow.To) < 0 && arrows.Contains((arrow.To, arrow.From))
            select $"{arrow.From} and {arrow.To} use each other";
        var up =
            from arrow in arrows
            where depth.TryGetValue(arrow.From, out var upper) && depth.TryGetValue(arrow.To, out var lower) && lower <= upper
            select $"{arrow.From} uses {arrow.To}, which is not below it";
        return [.. homeless, .. mutual, .. up];
    }

    /// <summary>
    /// As compiled. What lies in the room itself is left out: it composes the room, or serves all of it (a log, a connection).
    /// </summary>
    private static HashSet<(string From, string To)> ArrowsIn(string room)
    {
        var types = Types.InAssembly(Assembly.Load(room));
        return
        [
            .. from to in Folders(room)
               from type in types.That().HaveDependencyOn($"{room}.{to}").GetTypes()
               let user = FolderOf(room, type)
               where user is not null && user != to
               select (user, to),
        ];
    }

    private static SortedSet<string> Folders(string room)
        => new(Assembly.Load(room).GetTypes().Select(type => FolderOf(room, type)).OfType<string>(), StringComparer.Ordinal);

    /// <summary>The namespace below that of the room; null for what lies in the room itself, or is made by the compiler.</summary>
    private static string? FolderOf(string room, Type type)
        => type.Namespace is { } space && space.StartsWith($"{room}.", StringComparison.Ordinal) ? space[(room.Length + 1)..] : null;
}
