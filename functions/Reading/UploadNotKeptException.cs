namespace PerfFlow.Functions.Reading;

/// <summary>An upload that cannot be read yet, or no more: try again later.</summary>
public sealed class UploadNotKeptException : Exception
{
    public UploadNotKeptException()
    {
    }

    public UploadNotKeptException(string message)
        : base(message)
    {
    }

    public UploadNotKeptException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
