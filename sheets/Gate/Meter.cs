namespace PerfFlow.Sheets.Gate;

/// <summary>Counts what a file has cost so far and refuses what goes over a limit.</summary>
internal sealed class Meter(SheetLimits limits)
{
    public SheetLimits Limits => limits;

    public long Inflated { get; private set; }

    public int Cells { get; private set; }

    public long Characters { get; private set; }

    public int Merges { get; private set; }

    public int Records { get; private set; }

    public int Headers { get; private set; }

    public int Indicators { get; private set; }

    /// <summary>Characters handed on to the forms.</summary>
    public long Handed { get; private set; }

    public void Inflate(int bytes, long part, long compressed)
    {
        Inflated += bytes;
        if (part > limits.PartBytes)
        {
            throw new RefusedException(FileRefusal.PartTooLarge);
        }

        if (Inflated > limits.TotalBytes)
        {
            throw new RefusedException(FileRefusal.TotalTooLarge);
        }

        if (part > limits.RatioFloor && part > compressed * limits.Ratio)
        {
            throw new RefusedException(FileRefusal.RatioTooHigh);
        }
    }

    /// <param name="row">One-based.</param>
    /// <param name="column">One-based.</param>
    public void Cell(int row, int column)
    {
        if (row > limits.Rows)
        {
            throw new RefusedException(FileRefusal.TooManyRows);
        }

        if (column > limits.Columns)
        {
            throw new RefusedException(FileRefusal.TooManyColumns);
        }

        if (++Cells > limits.Cells)
        {
            throw new RefusedException(FileRefusal.TooManyCells);
        }
    }

    public void Text(int characters)
    {
        if (characters > limits.TextLength)
        {
            throw new RefusedException(FileRefusal.TextTooLong);
        }

        if ((Characters += characters) > limits.TextTotal)
        {
            throw new RefusedException(FileRefusal.TextTotalTooLong);
        }
    }

    /// <summary>A text of a form: one stored text may stand in as many cells as the sheet has.</summary>
    public void Hand(int characters)
    {
        if ((Handed += characters) > limits.TextTotal)
        {
            throw new RefusedException(FileRefusal.TextTotalTooLong);
        }
    }

    public void Record()
    {
        if (++Records > limits.Records)
        {
            throw new RefusedException(FileRefusal.TooManyRecords);
        }
    }

    public void Header()
    {
        if (++Headers > limits.Headers)
        {
            throw new RefusedException(FileRefusal.TooManyForms);
        }
    }

    public void Indicator()
    {
        if (++Indicators > limits.Indicators)
        {
            throw new RefusedException(FileRefusal.TooManyForms);
        }
    }

    public void Merge()
    {
        if (++Merges > limits.Merges)
        {
            throw new RefusedException(FileRefusal.TooManyMerges);
        }
    }
}
