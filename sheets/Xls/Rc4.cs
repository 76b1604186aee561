namespace PerfFlow.Sheets.Xls;

/// <summary>The stream cipher of old office files; .NET has none.</summary>
internal sealed class Rc4
{
    private readonly byte[] state = new byte[256];
    private byte i;
    private byte j;

    public Rc4(ReadOnlySpan<byte> key)
    {
        for (var at = 0; at < state.Length; at++)
        {
            state[at] = (byte)at;
        }

        byte swap = 0;
        for (var at = 0; at < state.Length; at++)
        {
            swap += (byte)(state[at] + key[at % key.Length]);
            (state[at], state[swap]) = (state[swap], state[at]);
        }
    }

    /// <summary>The next bytes of the stream; the same call encrypts and decrypts.</summary>
    public byte[] Apply(ReadOnlySpan<byte> bytes)
    {
        var applied = new byte[bytes.Length];
        for (var at = 0; at < applied.Length; at++)
        {
            j += state[++i];
            (state[i], state[j]) = (state[j], state[i]);
            applied[at] = (byte)(bytes[at] ^ state[(byte)(state[i] + state[j])]);
        }

        return applied;
    }
}
