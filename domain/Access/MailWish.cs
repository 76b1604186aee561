namespace PerfFlow.Domain.Access;

/// <summary>When a person wants mail of what their inbox has at once, whatever they wish here.</summary>
public enum MailWish
{
    /// <summary>The default.</summary>
    AtOnce,

    /// <summary>News in one mail a day; reminders when they are due.</summary>
    Daily,

    /// <summary>The inbox alone.</summary>
    None,
}
