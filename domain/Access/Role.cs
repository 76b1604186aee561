namespace PerfFlow.Domain.Access;

/// <summary>What a person is to a unit (field.md §5.1). On the wire in kebab case, <c>section-clerk</c>.</summary>
public enum Role
{
    /// <summary>科室经办人: uploads sheets and evidence.</summary>
    SectionClerk,

    /// <summary>科室负责人: submits for the section.</summary>
    SectionHead,

    /// <summary>牵头科室: opens the year, checks, returns, writes the report.</summary>
    Lead,

    /// <summary>领导小组成员: reviews.</summary>
    GroupMember,

    /// <summary>领导小组组长: reviews, and agrees to a reopening.</summary>
    GroupChair,

    /// <summary>分管领导: signs the report.</summary>
    UnitHead,

    /// <summary>审计、纪检: reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>Keeps members, calendar and profiles; decides nothing of content.</summary>
    Admin,
}

/// <summary>Whose turn an item is. A review goes up one level at a time.</summary>
public enum Level
{
    Section,
    Lead,
    Group,
}
