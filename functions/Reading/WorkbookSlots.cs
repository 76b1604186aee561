using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Reading;

/// <summary>
/// One workbook at a time per core bounds the memory, whoever asks for it. What people wait for, what the trigger reads and templates
/// have slots of their own: none of the three waits behind the others.
/// </summary>
public sealed class WorkbookSlots
{
    // Each who waits holds one of the 48 requests that host.json lets in at once: some are to be left for all else, health too.
    private static readonly QueueLength Sheets = new(InAll: 16, OfUnit: 12, OfCaller: 6, OnTop: 4);
    private static readonly QueueLength Templates = new(InAll: 22, OfUnit: 20, OfCaller: 12, OnTop: 2); // milliseconds each

    private readonly FairSlots sheets = new(Environment.ProcessorCount, Sheets);
    private readonly FairSlots templates = new(Environment.ProcessorCount, Templates);
    private readonly FairSlots uploads = new(Environment.ProcessorCount, QueueLength.Endless); // bounded by what the trigger takes at once

    /// <summary>For what opens a sheet while its caller waits; 429 when too many wait already.</summary>
    internal Task<IResult> SheetAsync(HttpRequest request, Func<Task<IResult>> answer) => AnswerAsync(sheets, request, answer);

    /// <inheritdoc cref="SheetAsync"/>
    internal Task<IResult> TemplateAsync(HttpRequest request, Func<Task<IResult>> answer) => AnswerAsync(templates, request, answer);

    /// <summary>For what looks into evidence, before anything is decided of it; 429 when too many wait already.</summary>
    internal async Task<(T? Found, Problem? Problem)> EvidenceAsync<T>(HttpRequest request, Func<Task<(T?, Problem?)>> look)
        where T : class
    {
        using var slot = await EnterAsync(sheets, request);
        return slot is null ? (null, Problems.Busy) : await look();
    }

    /// <summary>For what reads an upload: nobody waits for it, and all of them have their turn.</summary>
    internal async Task<T> UploadAsync<T>(string unit, Func<Task<T>> read, CancellationToken cancellation)
    {
        using var slot = await uploads.EnterAsync(new(unit, unit), cancellation) ?? throw new UnreachableException();
        return await read();
    }

    /// <summary>On a thread of its own: work of seconds keeps no other request from the pool's.</summary>
    internal static Task<T> OnOwnThreadAsync<T>(Func<T> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    private static async Task<IResult> AnswerAsync(FairSlots slots, HttpRequest request, Func<Task<IResult>> answer)
    {
        using var slot = await EnterAsync(slots, request);
        return slot is null ? Problems.Busy : await answer();
    }

    private static Task<IDisposable?> EnterAsync(FairSlots slots, HttpRequest request)
    {
        var caller = Caller.Of(request);
        return slots.EnterAsync(new(caller.Unit?.Value ?? caller.Person, caller.Person), request.HttpContext.RequestAborted);
    }
}
