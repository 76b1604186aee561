namespace PerfFlow.Storage;

/// <summary>The account holds data that this version of the application would misread.</summary>
public sealed class OtherStorageException : Exception
{
    public OtherStorageException()
    {
    }

    public OtherStorageException(string message)
        : base(message)
    {
    }

    public OtherStorageException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="found">Null: the data does not say.</param>
    public OtherStorageException(int? found)
        : base(
            $"存储账户里的数据{(found is null ? "没有标明格式版本" : $"是第 {found} 版格式")},本程序只认第 {StorageVersion.Current} 版,已拒绝启动,数据没有改动。"
            + "请把 AzureWebJobsStorage 指向空的存储账户;旧数据请用写入它的那一版程序打开,并从那里导出归档。 "
            + $"The storage account holds data {(found is null ? "that states no format" : $"of format {found}")}, "
            + "and this version of the application "
            + $"knows format {StorageVersion.Current} only. It does not start, and has changed nothing. "
            + "Point AzureWebJobsStorage to an empty storage account; "
            + "open the old data with the version that wrote it, and export its archives from there.")
    {
    }
}
