namespace PerfFlow.LibreOffice;

/// <summary>A fact that needs <c>soffice</c> on the path and says so when it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LibreOfficeFactAttribute : FactAttribute
{
    public LibreOfficeFactAttribute() =>
        Skip = Soffice.Path is null ? "soffice is not on the path (apt-get install libreoffice-calc libreoffice-writer)" : null;
}
