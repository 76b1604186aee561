using System.Xml;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Reviews;

/// <summary>
/// Tells office documents from other zips, and what opening one would do beside showing it, by what offices go by: content types and
/// relationships, not names; and by the beginning of every part, whatever it says of itself.
/// </summary>
internal static class OfficePackage
{
    private const int Deepest = 3; // a document in a document in a document
    private const int HeadLength = 8;

    /// <param name="file">Seekable.</param>
    public static (EvidenceType? Type, Problem? Problem) Look(Stream file)
    {
        try
        {
            return Look(file, null, depth: 0);
        }
        catch (Exception damage) when (damage is InvalidDataException or XmlException or NotSupportedException or EndOfStreamException
            or UriFormatException or ArgumentException)
        {
            return (null, EvidenceProblems.Unreadable);
        }
    }

    private static (EvidenceType? Type, Problem? Problem) Look(Stream file, PackageParts? outer, int depth)
    {
        using var parts = new PackageParts(file, outer);
        if (ProblemInside(parts, depth) is { } problem)
        {
            return (null, problem);
        }

        var isOpenDocument = parts.Has(OpenDocumentPackage.Manifest);
        return parts.Has(OpenXmlPackage.ContentTypes)
            // which of the two it is depends on the office that opens it
            ? isOpenDocument ? (null, EvidenceProblems.Unreadable) : OpenXmlPackage.Look(parts)
            : isOpenDocument ? OpenDocumentPackage.Look(parts)
            : (null, EvidenceProblems.TypeNotAllowed);
    }

    /// <summary>Of what lies in the document: objects in compound files, and other documents.</summary>
    private static Problem? ProblemInside(PackageParts parts, int depth)
    {
        foreach (var name in parts.Names)
        {
            var head = new byte[HeadLength];
            using (var part = parts.Open(name))
            {
                _ = part.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
            }

            var problem = EvidenceType.Magic(head) switch
            {
                "ole" => OfObject(parts, name),
                "zip" => OfDocument(parts, name, depth),
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static Problem? OfObject(PackageParts parts, string name)
    {
        using var part = parts.Open(name);
        return CompoundLook.Of(part).Problem;
    }

    /// <summary>What is no document is never opened by one, and is none of ours.</summary>
    private static Problem? OfDocument(PackageParts parts, string name, int depth)
    {
        if (depth == Deepest)
        {
            return EvidenceProblems.Unreadable;
        }

        using var copy = TemporaryFile.Create();
        using (var part = parts.Open(name))
        {
            part.CopyTo(copy);
        }

        var problem = Look(copy, parts, depth + 1).Problem;
        return problem == EvidenceProblems.TypeNotAllowed ? null : problem;
    }
}
