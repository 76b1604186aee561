namespace PerfFlow.Emulator.Functions;

/// <summary>Waits for what triggers one function, and runs it.</summary>
internal interface IListener
{
    /// <summary>Reads what was kept from before; the host has not started while this runs.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Goes on until the host stops, then ends when what runs has ended.</summary>
    Task ListenAsync(CancellationToken stopping);
}
