using PerfFlow.Domain.Findings;

namespace PerfFlow.Sheets.Gate;

/// <summary>Why a file is not read at all. The name in upper case with underscores is the finding's code.</summary>
internal enum FileRefusal
{
    FileEmpty,
    FileTooLarge,
    NotAWorkbook,
    TextFile,
    WebPage,
    XmlTable,
    WordDocument,
    ZipOfFiles,
    Damaged,
    TooManyEntries,
    DuplicateEntry,
    PartTooLarge,
    TotalTooLarge,
    RatioTooHigh,
    Encrypted,
    Macros,
    ExternalLinks,
    EmbeddedObjects,
    ActiveContent,
    DataConnections,
    BinaryWorkbook,
    DtdForbidden,
    TooManySheets,
    TooManyRows,
    TooManyColumns,
    TooManyCells,
    TextTooLong,
    TextTotalTooLong,
    TooManyMerges,
    XmlTooDeep,
    XmlTooManyNames,
    TooManyStyles,
    TooManyForms,
    TooManyRecords,
}

/// <summary>Ends a reading; caught by <see cref="Reading.SheetReader"/> alone, which turns it into a finding.</summary>
internal sealed class RefusedException(FileRefusal refusal, string? detail = null, Exception? inner = null)
    : Exception(detail ?? refusal.ToString(), inner)
{
    public FileRefusal FileRefusal => refusal;

    public Finding Finding => FileRefusals.Finding(refusal);
}

/// <summary>What to tell the person who sent the file.</summary>
internal static class FileRefusals
{
    public static Finding Finding(FileRefusal refusal)
    {
        var (code, zh, en, adviceZh, adviceEn) = Text(refusal);
        return new(code, Severity.Error, null, new(zh, en), new(adviceZh, adviceEn));
    }

    private static (string Code, string Zh, string En, string AdviceZh, string AdviceEn) Text(FileRefusal refusal) => refusal switch
    {
        FileRefusal.FileEmpty => ("FILE_EMPTY", "文件是空的。", "The file is empty.", "请检查后重新上传。", "Check the file and upload it again."),
        FileRefusal.FileTooLarge => (
            "FILE_TOO_LARGE", "文件太大。", "The file is too large.", "请删除图片和无关工作表后重新上传。",
            "Remove pictures and unrelated sheets, then upload again."),
        FileRefusal.TextFile => (
            "TEXT_FILE", "这是文本或 CSV 文件,不是工作簿。", "This is a text or CSV file, not a workbook.",
            "请用 Excel 或 WPS 打开,另存为 .xlsx 后上传。", "Open it in Excel or WPS, save it as .xlsx and upload that."),
        FileRefusal.WebPage => ("WEB_PAGE", "这是网页格式的表格,不是工作簿。", "This is a table as a web page, not a workbook.", SaveAs.Zh, SaveAs.En),
        FileRefusal.XmlTable
            => ("XML_TABLE", "这是“XML 电子表格 2003”,不是工作簿。", "This is an XML Spreadsheet 2003, not a workbook.", SaveAs.Zh, SaveAs.En),
        FileRefusal.WordDocument => (
            "WORD_DOCUMENT", "这是 Word 文档,不是电子表格。", "This is a Word document, not a spreadsheet.", "请下载并填写 Excel 模板后上传;Word 文档可作为佐证材料上传。",
            "Fill in the Excel template and upload that; a Word document can be attached as evidence."),
        FileRefusal.ZipOfFiles => (
            "ZIP_OF_FILES", "这是压缩包,不是工作簿。", "This is an archive of files, not a workbook.",
            "请解压后逐个上传其中的表格。", "Unpack it and upload each workbook."),
        FileRefusal.NotAWorkbook => (
            "NOT_A_WORKBOOK", "不是可识别的工作簿。", "Not a workbook we know.",
            "请另存为 .xlsx 或 .xls 后上传。", "Save it as .xlsx or .xls and upload that."),
        FileRefusal.Damaged => (
            "WORKBOOK_DAMAGED", "文件已损坏,无法读取。", "The file is damaged and cannot be read.",
            "请用 Excel 或 WPS 打开,另存为新的 .xlsx 后上传。", "Open it in Excel or WPS, save it as a new .xlsx and upload that."),
        FileRefusal.TooManyEntries => ("ZIP_TOO_MANY_ENTRIES", "文件包含的部件过多。", "The file has too many parts.", Trim.Zh, Trim.En),
        FileRefusal.DuplicateEntry => (
            "ZIP_DUPLICATE_ENTRY", "文件中有同名部件,内容不确定。", "Two parts of the file have the same name.",
            "请用 Excel 或 WPS 另存为新的 .xlsx 后上传。", "Save it as a new .xlsx in Excel or WPS and upload that."),
        FileRefusal.PartTooLarge => ("PART_TOO_LARGE", "工作表解压后过大。", "A part of the file is too large once inflated.", Trim.Zh, Trim.En),
        FileRefusal.TotalTooLarge => ("TOTAL_TOO_LARGE", "文件解压后过大。", "The file is too large once inflated.", Trim.Zh, Trim.En),
        FileRefusal.RatioTooHigh => ("RATIO_TOO_HIGH", "文件压缩比异常。", "The file inflates out of all proportion.", Trim.Zh, Trim.En),
        FileRefusal.Encrypted => (
            "ENCRYPTED", "文件已加密。", "The file is encrypted.", "请去掉打开密码后重新上传;没有设打开密码的,请在“审阅”中撤销工作簿保护,保存后上传。",
            "Remove the password to open, or where there is none the protection of the workbook (Review), save it and upload again."),
        FileRefusal.Macros
            => ("MACROS", "文件含有宏。", "The file has macros.", "请另存为不含宏的 .xlsx 后上传。", "Save it as .xlsx without macros and upload that."),
        FileRefusal.ExternalLinks => (
            "EXTERNAL_LINKS", "文件引用了其他工作簿。", "The file links to other workbooks.",
            "请在“数据-编辑链接”中断开链接后重新上传。", "Break the links under Data, Edit Links, and upload again."),
        FileRefusal.EmbeddedObjects => (
            "EMBEDDED_OBJECTS", "文件嵌入了其他对象。", "The file embeds other objects.",
            "请删除嵌入的文件或对象后重新上传;佐证材料请单独上传。", "Remove embedded files; upload evidence separately."),
        FileRefusal.ActiveContent
            => ("ACTIVE_CONTENT", "文件含有活动控件。", "The file has active controls.", "请删除控件后重新上传。", "Remove the controls and upload again."),
        FileRefusal.DataConnections => (
            "DATA_CONNECTIONS", "文件含有外部数据连接。", "The file has data connections.",
            "请删除“数据-连接”中的连接后重新上传。", "Remove the connections under Data and upload again."),
        FileRefusal.BinaryWorkbook => (
            "BINARY_WORKBOOK", "不支持 .xlsb 格式。", "The .xlsb format is not read.", "请另存为 .xlsx 后上传。", "Save it as .xlsx and upload that."),
        FileRefusal.DtdForbidden => (
            "DTD_FORBIDDEN", "文件含有不允许的 XML 声明。", "The file has a forbidden XML declaration.",
            "请用 Excel 或 WPS 另存为新的 .xlsx 后上传。", "Save it as a new .xlsx in Excel or WPS and upload that."),
        FileRefusal.TooManySheets => ("TOO_MANY_SHEETS", "工作表过多。", "The workbook has too many sheets.", Trim.Zh, Trim.En),
        FileRefusal.TooManyRows => ("TOO_MANY_ROWS", "工作表行数过多。", "A sheet has too many rows.", Trim.Zh, Trim.En),
        FileRefusal.TooManyColumns => ("TOO_MANY_COLUMNS", "工作表列数过多。", "A sheet has too many columns.", Trim.Zh, Trim.En),
        FileRefusal.TooManyCells => ("TOO_MANY_CELLS", "单元格过多。", "The workbook has too many cells.", Trim.Zh, Trim.En),
        FileRefusal.TextTooLong => (
            "TEXT_TOO_LONG", "有单元格的文字过长。", "The text of a cell is too long.",
            "请缩短文字,详细材料请作为佐证上传。", "Shorten it; upload details as evidence."),
        FileRefusal.TextTotalTooLong
            => ("TEXT_TOTAL_TOO_LONG", "文件的文字总量过大。", "The texts of the file are too long together.", Trim.Zh, Trim.En),
        FileRefusal.TooManyMerges => (
            "TOO_MANY_MERGES", "合并单元格过多或范围过大。", "There are too many merged cells, or they are too large.",
            "请取消多余的合并单元格后重新上传。", "Unmerge what need not be merged and upload again."),
        FileRefusal.XmlTooDeep => (
            "XML_TOO_DEEP", "文件结构异常。", "The file is nested too deeply.",
            "请用 Excel 或 WPS 另存为新的 .xlsx 后上传。", "Save it as a new .xlsx in Excel or WPS and upload that."),
        FileRefusal.XmlTooManyNames => (
            "XML_TOO_MANY_NAMES", "文件结构异常。", "The file uses too many names.",
            "请用 Excel 或 WPS 另存为新的 .xlsx 后上传。", "Save it as a new .xlsx in Excel or WPS and upload that."),
        FileRefusal.TooManyStyles => ("TOO_MANY_STYLES", "单元格样式过多。", "The workbook has too many cell styles.", Trim.Zh, Trim.En),
        FileRefusal.TooManyRecords => ("TOO_MANY_RECORDS", "文件记录过多。", "The file has too many records.", Trim.Zh, Trim.En),
        _ => ("TOO_MANY_FORMS", "表格过多。", "The workbook has too many forms or indicators.", "请分成几个文件上传。", "Split it into several files."),
    };

    private static class SaveAs
    {
        public const string Zh = "请用 Excel 或 WPS 打开,另存为“Excel 工作簿(.xlsx)”后上传。";
        public const string En = "Open it in Excel or WPS, save it as an Excel workbook (.xlsx) and upload that.";
    }

    private static class Trim
    {
        public const string Zh = "请只保留本项目的表格,复制到新工作簿后上传。";
        public const string En = "Copy the forms alone into a new workbook and upload that.";
    }
}
