using System.Xml;
using PerfFlow.Sheets.Gate;

namespace PerfFlow.Sheets.Xlsx;

/// <summary>
/// One table of names for all parts of a workbook, which use much the same; a part that invents names by the million is refused.
/// </summary>
internal sealed class BoundedNames(int limit) : NameTable
{
    private int count;

    public override string Add(string key) => Get(key) ?? base.Add(Counted(key));

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? base.Add(Counted(key), start, len);

    private T Counted<T>(T key) => ++count <= limit ? key : throw new RefusedException(FileRefusal.XmlTooManyNames);
}
