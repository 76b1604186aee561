namespace PerfFlow.Emulator.Tests.Surface;

/// <summary>A surface test is worth what its printer sees: each kind of member, once, against the line it must give.</summary>
public sealed class SurfacePrinterTests
{
    private const string Here = "PerfFlow.Emulator.Tests.Surface";

    [Fact]
    public void A_class_prints_each_kind_of_member() => AssertSame(
    [
        $"# public abstract class {Here}.Shapes<T> : {Here}.IPainter",
        $"{Here}.Shapes<T>..ctor: protected Shapes(string name, params object?[] rest)",
        $"{Here}.Shapes<T>.Unit: public const string Unit = \"mm\"",
        $"{Here}.Shapes<T>.Empty: public static readonly System.Collections.Generic.IReadOnlyList<string?> Empty",
        $"{Here}.Shapes<T>.Name: public string? Name {{ get; }}",
        $"{Here}.Shapes<T>.Size: public abstract int? Size {{ get; set; }}",
        $"{Here}.Shapes<T>.Tag: public virtual System.Collections.Generic.IDictionary<string, object?>? Tag {{ get; init; }}",
        $"{Here}.Shapes<T>.Paint: public void Paint({Here}.Paint? paint)",
        $"{Here}.Shapes<T>.ToString: public sealed override string ToString()",
        $"{Here}.Shapes<T>.First: public System.Threading.Tasks.Task<T?> First(T seed, bool deep = false, System.Threading.CancellationToken cancellation = default)",
        $"{Here}.Shapes<T>.Make: protected static TShape Make<TShape>(out string? error, ref int tries) where TShape : class, System.IDisposable, new()",
    ], SurfacePrinter.Lines(typeof(Shapes<>)));

    [Fact]
    public void A_record_prints_what_the_compiler_adds() => AssertSame(
    [
        $"# public record class {Here}.Point : System.IEquatable<{Here}.Point>",
        $"{Here}.Point..ctor: protected Point({Here}.Point original)",
        $"{Here}.Point..ctor: public Point(int X = 1)",
        $"{Here}.Point.Deconstruct: public void Deconstruct(out int X)",
        $"{Here}.Point.EqualityContract: protected virtual System.Type EqualityContract {{ get; }}",
        $"{Here}.Point.Equals: public override bool Equals(object? obj)",
        $"{Here}.Point.Equals: public virtual bool Equals({Here}.Point? other)",
        $"{Here}.Point.GetHashCode: public override int GetHashCode()",
        $"{Here}.Point.PrintMembers: protected virtual bool PrintMembers(System.Text.StringBuilder builder)",
        $"{Here}.Point.ToString: public override string ToString()",
        $"{Here}.Point.X: public int X {{ get; init; }}",
        $"{Here}.Point.op_Equality: public static bool op_Equality({Here}.Point? left, {Here}.Point? right)",
        $"{Here}.Point.op_Inequality: public static bool op_Inequality({Here}.Point? left, {Here}.Point? right)",
    ], SurfacePrinter.Lines(typeof(Point)));

    [Fact]
    public void Enums_delegates_interfaces_extensions_and_attributes_print_in_their_own_way() => AssertSame(
    [
        $"# public enum {Here}.Colour",
        $"{Here}.Colour.None = 0",
        $"{Here}.Colour.Red = 1",
        $"# public delegate {Here}.Paint",
        $"{Here}.Paint.Invoke: System.Threading.Tasks.Task<bool> ({Here}.Colour? colour)",
        $"# public interface {Here}.IPainter",
        $"{Here}.IPainter.Paint: void Paint({Here}.Paint? paint)",
        $"# public static class {Here}.PainterExtensions",
        $"{Here}.PainterExtensions.Twice: public static void Twice(this {Here}.IPainter painter)",
        $"# [AttributeUsage(Method, Parameter, AllowMultiple, not inherited)] public sealed class {Here}.PaintedAttribute : System.Attribute",
        $"{Here}.PaintedAttribute..ctor: public PaintedAttribute()",
    ], new[] { typeof(Colour), typeof(Paint), typeof(IPainter), typeof(PainterExtensions), typeof(PaintedAttribute) }.SelectMany(SurfacePrinter.Lines));

    private static void AssertSame(string[] expected, IEnumerable<string> printed) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), printed.Order(StringComparer.Ordinal));
}
