namespace PerfFlow.Demo.Year;

/// <summary>What is wrong with the first version of a sheet.</summary>
internal enum Slip
{
    /// <summary>The sheet of another project: its reading says so.</summary>
    OtherProject,

    /// <summary>Another form: its reading says so.</summary>
    OtherForm,

    /// <summary>An actual value left out: its reading names the cell.</summary>
    ActualMissing,

    /// <summary>The quarter's figure instead of the cumulative one: only a person sees it.</summary>
    NotCumulative,

    /// <summary>A target set too low: only a person sees it.</summary>
    TargetTooLow,

    /// <summary>A goal that says nothing: only a person sees it.</summary>
    VagueGoal,

    /// <summary>The last quarter's payments left out: nobody sees it until the books are closed.</summary>
    PaymentMissing,
}

internal static class Slips
{
    /// <summary>The reading refuses the sheet by itself.</summary>
    public static bool IsCaughtByReading(this Slip slip) => slip is Slip.OtherProject or Slip.OtherForm or Slip.ActualMissing;
}
