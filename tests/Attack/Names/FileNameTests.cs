using System.Text;
using PerfFlow.Attack.Tests.App;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Attack.Tests.Names;

/// <summary>File names that people send come back as a name and nothing else.</summary>
[Collection(AttackedCollection.Name)]
public sealed class FileNameTests(AttackedApp app)
{
    private static readonly string[] Hostile =
    [
        "../../../etc/passwd.xlsx",
        "..\\..\\boot.ini.xlsx",
        "/etc/passwd",
        "C:\\x.xlsx",
        "a\r\nSet-Cookie: x=y\r\n\r\n<html>.xlsx",
        "a\"; filename=\"evil.exe",
        "a'; filename*=UTF-8''evil.exe",
        "表\0.xlsx",
        "<script>alert(1)</script>.xlsx",
        ".htaccess",
        "con.xlsx",
        "a/b;c=d.xlsx",
        "a%0d%0ab.xlsx",
        "=cmd|'/c calc'!A0.xlsx",
        new string('长', 600) + ".xlsx",
        "\ud83d\ude00.xlsx",
        "a\u0001\u007f\u0085b.xlsx",
    ];

    /// <summary>What the eye takes for another type than it is, or for no name.</summary>
    private static readonly string[] Disguised =
        ["....", " ", "a\u202exslx.exe", "表.html", "表.xlsx.exe", "表.svg", "\u200b\u200d.xlsx", "表.txt\u2066.exe"];

    [Fact]
    public async Task A_sheet_is_handed_out_under_a_name_that_is_only_a_name() => Nothing.IsIn(await WrongAsync("sheets", Hostile, IsName));

    [Fact]
    public async Task A_file_of_evidence_is_handed_out_to_be_saved_under_a_name_that_is_only_a_name() =>
        Nothing.IsIn(await WrongEvidenceAsync("papers", Hostile, IsName));

    [Fact]
    public async Task A_file_is_handed_out_with_the_extension_of_what_it_is()
    {
        Assert.Empty(await WrongAsync("disguised-sheets", [.. Hostile, .. Disguised],
            name => IsName(name) && name.EndsWith(".xlsx", StringComparison.Ordinal)));
        Assert.Empty(await WrongEvidenceAsync("disguised-papers", [.. Hostile, .. Disguised],
            name => IsName(name) && name.EndsWith(".txt", StringComparison.Ordinal)));
    }

    private async Task<List<string>> WrongAsync(string what, string[] names, Func<string, bool> isGood)
    {
        var unit = await AttackUnit.OpenAsync(app, what);
        var wrong = new List<string>();
        foreach (var name in names)
        {
            var sent = await unit.As("clerk").SendAsync(
                HttpMethod.Post,
                $"{unit.Item("targets")}/uploads?fileName={Uri.EscapeDataString(name)}",
                new ByteArrayContent(
                    TestSheets.Targets(AttackUnit.Project, AttackUnit.Year, $"目标 {name.Length} {Array.IndexOf(names, name)}")));
            if (sent.Status != 202)
            {
                Assert.True(sent is { Status: 400, Code: not null }, $"{name}: {sent}");
                continue;
            }

            var status = (string)sent.Json["status"]!;
            Judge(name, await unit.As("lead").GetAsync($"{status}/file"), isGood, wrong);
        }

        return wrong;
    }

    private async Task<List<string>> WrongEvidenceAsync(string what, string[] names, Func<string, bool> isGood)
    {
        var unit = await AttackUnit.OpenAsync(app, what);
        await unit.SettleAsync("targets", Play.Targets());
        var wrong = new List<string>();
        foreach (var name in names)
        {
            var id = await unit.AttachAsync("q1", $"材料 {Array.IndexOf(names, name)}", name);
            Judge(name, await unit.As("lead").GetAsync($"{unit.Item("q1")}/evidence/{id}"), isGood, wrong);
        }

        return wrong;
    }

    private static void Judge(string name, Answer got, Func<string, bool> isGood, List<string> wrong)
    {
        var disposition = got.Headers.GetValueOrDefault("content-disposition") ?? "";
        var handed = System.Net.Http.Headers.ContentDispositionHeaderValue.TryParse(disposition, out var parsed)
            ? parsed.FileNameStar ?? parsed.FileName?.Trim('"') ?? ""
            : "";
        if (got.Status != 200
            || parsed?.DispositionType != "attachment"
            || got.Headers.GetValueOrDefault("x-content-type-options") != "nosniff"
            || got.Headers.ContainsKey("set-cookie")
            || !isGood(handed))
        {
            wrong.Add($"{name}: {got.Status} {disposition}");
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 260
        && name.IndexOfAny(['/', '\\', '"', '\r', '\n', '\0']) < 0
        && !name.EnumerateRunes().Any(Rune.IsControl)
        && name.Trim('.', ' ').Length > 0;
}
