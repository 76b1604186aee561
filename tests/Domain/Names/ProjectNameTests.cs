using System.Globalization;
using PerfFlow.Domain.Names;

namespace PerfFlow.Domain.Tests.Names;

/// <summary>Which two names are one, which may be, and which are two projects.</summary>
public sealed class ProjectNameTests
{
    private const string Code = "51000023R000000012345";

    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.String["青禾县公路养护经费2023年一二期()-《》“”·,、 ABcd"],
        Gen.String);

    private static readonly Gen<string> Readable = Gen.String["青禾县公路养护经费年期村道桥梁维修"].Where(name => name.Length is > 1 and < 20);

    [Theory]
    [InlineData("工资性支出保障", "51000023R000000012345-工资性支出保障")]
    [InlineData("工资性支出保障", "51000023R000000012345工资性支出保障")]
    [InlineData("工资性支出保障", "51000023R000000012345 工资性支出保障")]
    [InlineData("工资性支出保障", "５１００００２３Ｒ０００００００１２３４５－工资性支出保障")]
    [InlineData("工资性支出保障", "51000023r000000012345——工资性支出保障")]
    [InlineData("工资性支出保障", "51000023R000000012345：工资性支出保障")]
    [InlineData("工资性支出保障", "51000023R000000012345_工资性支出保障")]
    [InlineData("工资性支出保障", "【51000023R000000012345】工资性支出保障")]
    [InlineData("工资性支出保障", "工资性支出保障（51000023R000000012345）")]
    [InlineData("工资性支出保障", "工资性支出保障-51000023R000000012345")]
    [InlineData("工资性支出保障", "QH2023001-工资性支出保障")]
    [InlineData("工资性支出保障", "510000230000000012345\n工资性支出保障")]
    [InlineData("2023年普查", "51000023R000000012345-2023年普查")]
    [InlineData("2023年普查", "51000023R000000012345 2023年普查")]
    [InlineData("青禾县长途客车站风险排查项目", "⻘禾县⻓途客⻋站⻛险排查项⽬")]
    [InlineData("农户改厕", "农⼾改厕")]
    [InlineData("青年就业黄金计划", "⾭年就业⿈金计划")]
    [InlineData("“放管服”改革", "「放管服」改革")]
    [InlineData("\"放管服\"改革", "《放管服》改革")]
    [InlineData("道路养护(一期)", "道路养护【一期】")]
    [InlineData("2023-2025年规划", "2023—2025年规划")]
    [InlineData("2023-2025年规划", "2023～2025 年规划")]
    [InlineData("阿依古丽·买买提工作室", "阿依古丽•买买提工作室")]
    [InlineData("LED路灯", "ｌｅｄ路灯")]
    [InlineData("农村公路养护第1批", "农村公路养护第一批")]
    [InlineData("农村公路养护第12批", "农村公路养护第十二批")]
    [InlineData("农村公路养护第20批", "农村公路养护第二十批")]
    [InlineData("2期工程", "两期工程")]
    [InlineData("2023年普查", "二〇二三年普查")]
    [InlineData("2023年普查", "二零二三年普查")]
    [InlineData("公路养护1标段", "公路养护一标段")]
    [InlineData("工资性支出保障", "工资性支出保障（P001）")]
    [InlineData("工资性支出保障", "工资性支出保障 P001")]
    [InlineData("工资性支出保障", "工资性支出保障-p001")]
    [InlineData("工资性支出保障", "（P001）工资性支出保障")]
    [InlineData("工资性支出保障", "P001-工资性支出保障")]
    [InlineData("工资性支出保障", "工资性支出保障 51000023R000000012345")]
    [InlineData("2023年普查", "2023年普查（P001）")]
    [InlineData("P001-工资性支出保障", "工资性支出保障【P001】")]
    [InlineData("2023⸺2025年规划", "2023-2025年规划")]
    public void The_same(string one, string other)
    {
        Assert.True(ProjectName.Of(one).IsSame(ProjectName.Of(other)));
        Assert.True(ProjectName.Of(other).IsSame(ProjectName.Of(one)));
    }

    [Theory]
    [InlineData("51000023R000000012345-公路养护", "51000023R000000012346-公路养护")]
    [InlineData("2023年公路养护工程", "2024年公路养护工程")]
    [InlineData("农村公路养护一期工程", "农村公路养护二期工程")]
    [InlineData("农村公路养护第1批", "农村公路养护第2批")]
    [InlineData("农村公路养护Ⅰ标段工程", "农村公路养护Ⅱ标段工程")]
    [InlineData("城东片区供水管网改造", "城西片区供水管网改造")]
    [InlineData("1.5公里供水管网改造", "15公里供水管网改造")]
    [InlineData("20230101-公路养护", "公路养护")]
    [InlineData("公路养护（G318）", "公路养护")]
    [InlineData("公路养护 S201", "公路养护 S202")]
    [InlineData("工资性支出保障（P001）", "工资性支出保障（P002）")]
    [InlineData("2025年公路养护工程", "2026年公路养护工程")]
    [InlineData("2025公路养护工程", "2026公路养护工程")]
    [InlineData("2024年公路养护工程", "公路养护工程")]
    [InlineData("2023-2025年公路养护规划", "2025年公路养护规划")]
    [InlineData("公路养护一二期工程", "公路养护第12期工程")]
    [InlineData("公路养护首期工程", "公路养护二期工程")]
    [InlineData("公用经费", "办公专项")]
    [InlineData("公用经费", "办公经费")]
    [InlineData("养护", "养路")]
    [InlineData("道路养护", "")]
    [InlineData("道路养护", "——")]
    public void Two_projects(string one, string other) => Assert.Null(Relation(one, other));

    [Theory]
    [InlineData("农村公路日常养护项目经费", "农村公路日常养护项目", 2)]
    [InlineData("工资性支出保障", "工资支出保障", 1)]
    [InlineData("农户改厕项目", "农户改厕", 2)]
    [InlineData("农户改厕经费", "农户改厕", 2)]
    [InlineData("农户改厕专项", "农户改厕", 2)]
    [InlineData("农户改厕专项资金", "农户改厕", 4)]
    [InlineData("农户改厕项目", "农户改厕经费", 2)]
    [InlineData("一体化平台", "1体化平台", 1)]
    [InlineData("一体化", "1体化", 1)]
    [InlineData("三公经费", "3公经费", 1)]
    [InlineData("2023公路养护", "公路养护", 0)]
    [InlineData("2023公路养护", "2023年公路养护", 0)]
    [InlineData("公路养护2023", "公路养护", 0)]
    [InlineData("2023年1月公路养护", "1月公路养护", 0)]
    [InlineData("“放管服”改革", "放管服改革", 2)]
    [InlineData("道路、桥梁养护", "道路,桥梁养护", 1)]
    [InlineData("2023年度农村公路养护工程", "农村公路养护工程", 0)]
    [InlineData("51000023R000000012345-农村公路养护工程费", "农村公路养护工程", 1)]
    public void Perhaps_the_same(string one, string other, int distance)
    {
        Assert.Equal(distance, Relation(one, other));
        Assert.Equal(distance, Relation(other, one));
    }

    [Fact]
    public void A_spelling_of_a_spelling_is_the_same() => Name.Sample(name => Assert.Equal(NameKey.Of(name), NameKey.Of(NameKey.Of(name))));

    [Fact]
    public void A_spelling_is_settled_for_every_letter() =>
        Assert.All(
            Enumerable.Range(0, char.MaxValue).Select(c => NameKey.Of($"路{(char)c}桥")), key => Assert.Equal(key, NameKey.Of(key)));

    [Fact]
    public void No_radical_of_Kangxi_stays_and_none_of_the_supplement_that_has_a_character() =>
        Assert.Equal(
            "⺀", // a sign that something is repeated
            string.Concat(Enumerable.Range(0x2E80, 0x2FD6 - 0x2E80).Select(c => $"{(char)c}")
                .Where(letter => char.GetUnicodeCategory(letter[0]) == UnicodeCategory.OtherSymbol && NameKey.Of(letter) == letter)));

    [Theory]
    [InlineData("农户改厕（P001）", "农户改厕项目", "农户改厕（P001）", "农户改厕【项目】")]
    [InlineData("一体化平台", "1体化平台", "【一】体化平台", "【1】体化平台")]
    public void A_code_is_not_marked_wherever_it_stands(string one, string other, string left, string right) =>
        Assert.Equal((left, right), NearName.Marked(one, other));

    [Fact]
    public void Which_of_the_two_comes_first_makes_no_difference() => Gen.Select(Name, Name).Sample((one, other) =>
    {
        Assert.Equal(ProjectName.Of(one).IsSame(ProjectName.Of(other)), ProjectName.Of(other).IsSame(ProjectName.Of(one)));
        Assert.Equal(Relation(one, other), Relation(other, one));
    });

    [Fact]
    public void A_code_width_and_space_change_no_verdict() =>
        Gen.Select(Readable, Readable, Gen.Int[0, 20], Gen.OneOf("-", "—", "：", "_", " ", "")).Sample((one, other, at, between) =>
        {
            var spaced = one.Insert(Math.Min(at, one.Length), "\u3000\u200B");
            var coded = $"{Code}{between}{spaced}";

            Assert.Equal(Verdict(one, other), Verdict(coded, other));
            Assert.Equal(Verdict(one, other), Verdict($"{spaced}（{Code}）", other));
        });

    [Fact]
    public void What_is_marked_is_all_that_differs() => Gen.Select(Readable, Readable).Sample((one, other) =>
    {
        var (left, right) = NearName.Marked(one, other);

        Assert.Equal(one, Unmarked(left));
        Assert.Equal(other, Unmarked(right));
        Assert.Equal(Without(left), Without(right));
    });

    private static int? Relation(string one, string other) => NearName.Distance(ProjectName.Of(one), ProjectName.Of(other), 2023);

    private static (bool, int?) Verdict(string one, string other) =>
        (ProjectName.Of(one).IsSame(ProjectName.Of(other)), Relation(one, other));

    private static string Unmarked(string text) => string.Concat(text.Split('【', '】'));

    private static string Without(string text)
    {
        var parts = text.Split('【', '】');
        return string.Concat(parts.Where((_, at) => at % 2 == 0));
    }
}
