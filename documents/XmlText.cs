using System.Xml;

namespace PerfFlow.Documents;

/// <summary>Text as XML can hold it: what it cannot is shown as a character that is missing.</summary>
internal static class XmlText
{
    private const char Missing = '\uFFFD';

    public static string Of(string text)
    {
        var letters = text.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (i + 1 < letters.Length && XmlConvert.IsXmlSurrogatePair(letters[i + 1], letters[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(letters[i]))
            {
                letters[i] = Missing;
            }
        }

        return new(letters);
    }
}
