using System.Reflection;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Words;

namespace PerfFlow.Domain.Tests.Words;

public sealed class WordTests
{
    /// <summary>Every function of <see cref="Word"/> that names the values of an enum.</summary>
    private static readonly IReadOnlyList<MethodInfo> Names =
        [.. typeof(Word).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(name => EnumOf(name.GetParameters()[0]) is not null)];

    [Fact]
    public void No_value_of_an_enum_is_without_a_word()
    {
        Assert.True(Names.Count > 12, "The walk finds the functions.");
        Assert.All(
            Names.SelectMany(Said),
            said => Assert.False(string.IsNullOrWhiteSpace(said.Zh) || string.IsNullOrWhiteSpace(said.En), said.Of));
    }

    [Fact]
    public void No_two_values_of_an_enum_have_the_same_word() => Assert.All(
        Names.Where(name => name.GetParameters().Length == 1),
        name => Assert.Distinct(Said(name).Select(said => said.Zh)));

    [Theory]
    [InlineData(StageKind.Targets, "2024年度项目支出绩效目标申报表", "targets of 2024")]
    [InlineData(StageKind.Monitoring, "2024年1-6月绩效运行监控表", "monitoring of 2024, months 1 to 6")]
    [InlineData(StageKind.SelfEvaluation, "2024年度项目支出绩效自评表", "self-evaluation of 2024")]
    [InlineData(StageKind.Report, "2024年度绩效自评报告", "self-evaluation report of 2024")]
    public void A_stage_is_called_by_what_it_asks_for(StageKind kind, string zh, string en)
    {
        var stage = new PlannedStage(StageId.Parse("s").Value, kind, 6, StageScope.Project, Approver.Lead, default, default, []);

        Assert.Equal(new Message(zh, en), Word.Of(stage, 2024));
    }

    [Fact]
    public void Where_no_light_is_known_there_is_none_yet() => Assert.Equal(new Message("暂无灯", "no light yet"), Word.Of((Light?)null));

    private static Type? EnumOf(ParameterInfo parameter)
        => (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) is { IsEnum: true } type ? type : null;

    private static IEnumerable<(string Of, string Zh, string En)> Said(MethodInfo name)
        => from value in Enum.GetValues(EnumOf(name.GetParameters()[0])!).Cast<object>()
           from arguments in name.GetParameters().Length == 1
               ? [[value]]
               : Enum.GetValues<ItemState>().Select(state => (object[])[value, state])
           select name.Invoke(null, arguments) is Message both
               ? ($"{value}", both.Zh, both.En)
               : ($"{value}", (string)name.Invoke(null, arguments)!, "-");
}
