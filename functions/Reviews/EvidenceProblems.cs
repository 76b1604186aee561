using PerfFlow.Domain.Findings;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Reviews;

/// <summary>Why a file is not taken as evidence: each says what was found in it, and what to do about it.</summary>
internal static class EvidenceProblems
{
    public static readonly Problem TypeNotAllowed = new(415, "EVIDENCE_TYPE_NOT_ALLOWED", new Message(
        "不接受此类文件:可用 PDF、PNG 或 JPG 图片、Word、Excel、OpenDocument 文件和 UTF-8 文本。",
        "Files of this type are not taken: use PDF, PNG or JPG pictures, Word, Excel, OpenDocument or UTF-8 text."));

    public static readonly Problem HasMacros = new(415, "EVIDENCE_HAS_MACROS", new Message(
        "文件或其中嵌入的对象含有宏或 ActiveX 控件,请另存为不含宏的格式后再传。",
        "There are macros or ActiveX controls in the file or in what is embedded in it: save it without them and send that."));

    public static readonly Problem LoadsRemote = new(415, "EVIDENCE_LOADS_REMOTE", new Message(
        "文件打开时会从别处载入内容(远程模板、链接的对象或图片、DDE),请断开链接、把内容存进文件后再传。",
        "When it is opened the file loads something from elsewhere (a template, a linked object or picture, DDE): "
        + "break the link, keep the content in the file and send that."));

    public static readonly Problem EmbedsFile = new(415, "EVIDENCE_EMBEDS_FILE", new Message(
        "文件中以“对象包”形式嵌有其他文件,请取出后单独上传。",
        "Another file is packed into this one as an object: take it out and send it by itself."));

    public static readonly Problem Unreadable = new(415, "EVIDENCE_UNREADABLE", new Message(
        "文件损坏、加密或内容过大,无法检查;请取消密码或重新保存后再传。",
        "The file is damaged, encrypted or too large inside to be looked through: take the password away, or save it again."));
}
