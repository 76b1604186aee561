namespace PerfFlow.Functions.Edge.Http;

/// <summary>What the API description says of an HTTP function beyond its route.</summary>
/// <param name="status">Status of success.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnswersAttribute(int status, string summary) : Attribute
{
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Html = "text/html";
    public const string Markdown = "text/markdown";

    public int Status { get; } = status;

    public string Summary { get; } = summary;

    /// <summary>Type of the answer's JSON.</summary>
    public Type? Json { get; init; }

    /// <summary>Media type of an answer that is a file.</summary>
    public string? File { get; init; }

    /// <summary>Changes nothing whatever its verb, so that there is nothing to repeat by key.</summary>
    public bool DryRun { get; init; }

    /// <summary>Type of the JSON body; <see cref="Stream"/> for the bytes of a file.</summary>
    public Type? Body { get; init; }
}
