using System.Text.Json.Nodes;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Tests.Profiles;

public sealed class ProfileLoadTests
{
    [Theory]
    [InlineData("std", 10, "50/30/10")]
    [InlineData("std-cost", 10, "20/40/20/10")]
    [InlineData("sc", 10, "60/30")]
    [InlineData("hb", 20, "40/40")]
    [InlineData("platform", 10, "50/30/10")]
    [InlineData("even", 10, "90")]
    public void Shipped_weights_are_those_of_the_field(string id, decimal execution, string weights)
    {
        var profile = Profile.Find(id)!;
        Assert.Equal((execution, weights), (profile.Execution.Points, string.Join('/', profile.Weights.Select(w => w.Points))));
    }

    [Fact]
    public void Hubei_cuts_the_middle_tier_at_half_the_points() =>
        Assert.Equal([0.8m, 0.5m, 0m], Profile.Hubei.Qualitative.Tiers.Select(t => t.AtLeast));

    [Fact]
    public void An_unknown_profile_is_not_found() => Assert.Null(Profile.Find("nowhere"));

    [Fact]
    public void A_unit_states_only_what_differs()
    {
        var reading = Profile.Load("""
            {"extends": "std", "id": "our-bureau", "version": 3, "scoring": {"reverse": "Ratio"},
             "evidence": {"$.scoring.reverse": "领导小组纪要〔2023〕5号"}}
            """);
        Assert.Empty(reading.Errors);
        Assert.Equal(
            ("our-bureau", 3, ReverseFormula.Ratio, false, 50m),
            (reading.Profile!.Id, reading.Profile.Version, reading.Profile.Scoring.Reverse,
                reading.Profile.Scoring.StrictEqual, reading.Profile.Weights[0].Points));
        Assert.Equal("领导小组纪要〔2023〕5号", reading.Profile.Evidence["$.scoring.reverse"]);
        Assert.Equal("design", reading.Profile.Evidence["$.checks"]);
    }

    [Theory]
    [InlineData("not json", "$")]
    [InlineData("[]", "$")]
    [InlineData("""{"extends": "mars"}""", "$.extends")]
    [InlineData("""{"extends": 1}""", "$.extends")]
    [InlineData("""{"extends": "std", "id": "a", "id": "b"}""", "$")]
    public void What_is_no_profile_is_refused(string json, string path) =>
        Assert.Equal([path], Profile.Load(json).Errors.Select(e => e.Path));

    [Theory]
    [InlineData("scoring.reverse", "\"Backwards\"", "$.scoring.reverse")]
    [InlineData("scoring.reverse", "0", "$.scoring.reverse")]
    [InlineData("scoring.passFlor", "0.6", "$.scoring.passFlor")]
    [InlineData("scoring.passFloor", "\"0.6\"", "$.scoring.passFloor")]
    [InlineData("scoring.passFloor", "null", "$.scoring.passFloor")]
    [InlineData("scoring.passFloor", "1.1", "$.scoring.passFloor")]
    [InlineData("scoring.passFloor", "-0.1", "$.scoring.passFloor")]
    [InlineData("scoring.dateGraceDays", "-1", "$.scoring.dateGraceDays")]
    [InlineData("scoring.dateGraceDays", "367", "$.scoring.dateGraceDays")]
    [InlineData("id", "\"Std\"", "$.id")]
    [InlineData("id", "\"\"", "$.id")]
    [InlineData("id", "\"a-name-longer-than-24-letters\"", "$.id")]
    [InlineData("version", "0", "$.version")]
    [InlineData("execution.points", "20", "$.weights")]
    [InlineData("execution.points", "-1", "$.execution.points")]
    [InlineData("execution.explainBelow", "2", "$.execution.explainBelow")]
    [InlineData("execution.bands", "[]", "$.execution.bands")]
    [InlineData("execution.bands", """[{"atLeast": 0.5, "share": 1}]""", "$.execution.bands")]
    [InlineData("execution.bands", """[{"atLeast": 0, "share": 2}]""", "$.execution.bands")]
    [InlineData(
        "execution.bands",
        """[{"atLeast": 0.5, "share": 1}, {"atLeast": 0.6, "share": 1}, {"atLeast": 0, "share": 0}]""",
        "$.execution.bands[1].atLeast")]
    [InlineData(
        "execution.bands",
        """[{"atLeast": 0.5, "share": 1}, {"atLeast": 0.5, "share": 1}, {"atLeast": 0, "share": 0}]""",
        "$.execution.bands[1].atLeast")]
    [InlineData("execution.bands", """[{"atLeast": 1.5, "share": 1}, {"atLeast": 0, "share": 0}]""", "$.execution.bands[0].atLeast")]
    [InlineData("execution.caps", """[{"below": 1.1, "most": 59}]""", "$.execution.caps[0].below")]
    [InlineData("execution.caps", """[{"below": 0, "most": 59}]""", "$.execution.caps[0].below")]
    [InlineData("execution.caps", """[{"below": 0.6, "most": 59}, {"below": 0.6, "most": 69}]""", "$.execution.caps[1].below")]
    [InlineData("execution.caps", """[{"below": 0.6, "most": 69}, {"below": 0.5, "most": 69}]""", "$.execution.caps[1].below")]
    [InlineData("execution.caps", """[{"below": 0.5, "most": 69}, {"below": 0.6, "most": 59}]""", "$.execution.caps[1].most")]
    [InlineData("execution.caps", """[{"below": 0.5, "most": 100.5}]""", "$.execution.caps[0].most")]
    [InlineData("execution.caps", """[{"below": 0.5, "most": -1}]""", "$.execution.caps[0].most")]
    [InlineData("execution.caps", """[{"below": 0.5, "most": 59.999}]""", "$.execution.caps[0].most")]
    [InlineData("execution.caps", """[null]""", "$.execution.caps[0]")]
    [InlineData("scoring.deviation", """{"from": 1, "deduction": 2}""", "$.scoring.deviation.from")]
    [InlineData("scoring.deviation", """{"from": 101, "deduction": 2}""", "$.scoring.deviation.from")]
    [InlineData("scoring.deviation", """{"from": 1.3, "deduction": 0}""", "$.scoring.deviation.deduction")]
    [InlineData("scoring.deviation", """{"from": 1.3, "deduction": 100.5}""", "$.scoring.deviation.deduction")]
    [InlineData("scoring.deviation", """{"from": 1.3, "deduction": 0.001}""", "$.scoring.deviation.deduction")]
    [InlineData("grades", """[{"name": "优", "english": "excellent", "atLeast": 90}]""", "$.grades")]
    [InlineData("satisfaction.bands", """[{"atLeast": 90, "share": 1}]""", "$.satisfaction.bands")]
    [InlineData("satisfaction.bands", """[{"atLeast": 0, "share": -1}]""", "$.satisfaction.bands")]
    [InlineData("explanation.overFulfilled", "0.9", "$.explanation.overFulfilled")]
    [InlineData("explanation.suspect", "1.2", "$.explanation.suspect")]
    [InlineData("explanation.zeroTarget", "0", "$.explanation.zeroTarget")]
    [InlineData("lights.red", "0", "$.lights")]
    [InlineData("lights.red", "0.9", "$.lights")]
    [InlineData("lights.blue", "0.7", "$.lights")]
    [InlineData("lights.milestones", "[0.25, 0.5, 1]", "$.lights.milestones")]
    [InlineData("lights.milestones", "[0.5, 0.25, 0.75, 1]", "$.lights.milestones")]
    [InlineData("lights.spending", "[0.25, 0.5, 1]", "$.lights.spending")]
    [InlineData("lights.spending", "[0, 0.5, 0.4, 1]", "$.lights.spending")]
    [InlineData("lights.spending", "[0, 0, 0, 0.9]", "$.lights.spending")]
    [InlineData("checks.money", "-0.01", "$.checks.money")]
    [InlineData("checks.ratePoints", "-0.01", "$.checks.ratePoints")]
    [InlineData("checks.mostMoney", "0", "$.checks.mostMoney")]
    [InlineData("requiredLevels", """["成果指标"]""", "$.requiredLevels[0]")]
    [InlineData("recommendedKinds", """[["时效指标", "速度指标"]]""", "$.recommendedKinds[0][1]")]
    [InlineData("withoutLevel", """{"level": "满意指标", "to": "效益指标"}""", "$.withoutLevel.level")]
    [InlineData("withoutLevel", """{"level": "满意度指标", "to": "满意度指标"}""", "$.withoutLevel.to")]
    [InlineData("review", """[{"code": "NoEvidence", "severity": "Warning", "deductions": [2]}]""", "$.review[0].deductions")]
    [InlineData(
        "review",
        """[{"code": "NoEvidence", "severity": "Warning", "deductions": []}, """
        + """{"code": "NoEvidence", "severity": "Info", "deductions": []}]""",
        "$.review[1].code")]
    [InlineData("review", """[{"code": "Astrology", "severity": "Warning", "deductions": []}]""", "$.review[0].code")]
    [InlineData("qualitative.qualityWords", """["提升", ""]""", "$.qualitative.qualityWords[1]")]
    [InlineData("qualitative.numberIdioms", """[""]""", "$.qualitative.numberIdioms[0]")]
    [InlineData("qualitative.zeroEvents", """[" "]""", "$.qualitative.zeroEvents[0]")]
    [InlineData("qualitative.completeness", """[""]""", "$.qualitative.completeness[0]")]
    [InlineData(
        "qualitative.tiers", """[{"name": "达成", "atLeast": 0, "suggested": 1, "wordings": [""]}]""", "$.qualitative.tiers[0].wordings[0]")]
    [InlineData("lights.notYet", """[""]""", "$.lights.notYet[0]")]
    [InlineData(
        "review", """[{"code": "KindMisfit", "severity": "Warning", "deductions": [], "words": ["支付", ""]}]""", "$.review[0].words[1]")]
    [InlineData("grades", "[null]", "$.grades[0]")]
    [InlineData("recommendedKinds", "[[null]]", "$.recommendedKinds[0][0]")]
    [InlineData("evidence", """{"$.weights": " "}""", "$.evidence['$.weights']")]
    public void Each_error_names_its_path(string path, string value, string expected)
    {
        var profile = JsonNode.Parse("""{"extends": "std", "id": "x", "version": 1, "evidence": {"$": "test"}}""")!;
        var parent = profile;
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            parent[name] ??= new JsonObject();
            parent = parent[name]!;
        }

        parent[names[^1]] = JsonNode.Parse(value);
        var reading = Profile.Load(profile.ToJsonString());
        Assert.Null(reading.Profile);
        Assert.Equal([expected], reading.Errors.Select(e => e.Path));
        Assert.All(reading.Errors, e => Assert.True(e.Message.Zh.Length > 0 && e.Message.En.Length > 0));
    }

    [Fact]
    public void Weights_name_every_level_once()
    {
        var reading = Profile.Load("""
            {"extends": "std", "id": "x", "version": 1, "evidence": {"$": "test"},
             "weights": [{"levels": ["产出指标", "效益指标"], "points": 80}, {"levels": ["效益指标", "外星指标"], "points": 0}]}
            """);
        Assert.Equal(
            ["$.weights[1].points", "$.weights[1].levels[1]", "$.weights", "$.weights", "$.weights"], reading.Errors.Select(e => e.Path));
    }

    [Fact]
    public void Levels_are_named_once_and_have_kinds()
    {
        var reading = Profile.Load("""
            {"extends": "std", "id": "x", "version": 1, "evidence": {"$": "test"},
             "requiredLevels": [], "recommendedKinds": [], "withoutLevel": null,
             "levels": [{"name": "产出指标", "kinds": []}, {"name": "产出指标", "kinds": []}], "weights": [{"levels": ["产出指标"], "points": 90}]}
            """);
        Assert.Equal(["$.levels[0].kinds", "$.levels[1].name", "$.levels[1].kinds"], reading.Errors.Select(e => e.Path));
    }

    [Fact]
    public void A_changed_figure_needs_its_own_evidence()
    {
        var reading = Profile.Load(
            """{"extends": "std", "id": "x", "version": 1, "lights": {"red": 0.5, "yellow": 0.7}"""
            + """, "evidence": {"$.lights.red": "design"}}""");
        Assert.Equal(["$.evidence['$.lights.yellow']"], reading.Errors.Select(e => e.Path));
    }
}
