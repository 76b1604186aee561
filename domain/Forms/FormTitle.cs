namespace PerfFlow.Domain.Forms;

/// <summary>What is printed above each of the official sheets.</summary>
public static class FormTitle
{
    public static string Of(FormKind kind) => kind switch
    {
        FormKind.Targets => "项目支出绩效目标申报表",
        FormKind.Monitoring => "项目支出绩效目标执行监控表",
        _ => "项目支出绩效自评表",
    };
}
