namespace PerfFlow.Emulator.Tests.Surface;

public enum Colour
{
    None = 0,
    Red = 1,
}

public delegate Task<bool> Paint(Colour? colour);

public interface IPainter
{
    void Paint(Paint? paint);
}

public abstract class Shapes<T> : IPainter
{
    public const string Unit = "mm";

    public static readonly IReadOnlyList<string?> Empty = [];

    protected Shapes(string name, params object?[] rest) => Name = rest.Length > 0 ? name : null;

    public string? Name { get; private set; }

    public abstract int? Size { get; set; }

    public virtual IDictionary<string, object?>? Tag { get; init; }

    public void Paint(Paint? paint) => paint?.Invoke(null);

    public sealed override string ToString() => Unit;

    public Task<T?> First(T seed, bool deep = false, CancellationToken cancellation = default) => Task.FromResult<T?>(seed);

    protected static TShape Make<TShape>(out string? error, ref int tries)
        where TShape : class, IDisposable, new()
    {
        error = null;
        tries++;
        return new();
    }
}

public record Point(int X = 1);

public static class PainterExtensions
{
    public static void Twice(this IPainter painter)
    {
        painter.Paint(null);
        painter.Paint(null);
    }
}

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter, AllowMultiple = true, Inherited = false)]
public sealed class PaintedAttribute : Attribute;
