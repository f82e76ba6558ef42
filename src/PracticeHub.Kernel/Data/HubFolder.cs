namespace PracticeHub.Kernel.Data;

/// <summary>Where the hub keeps what is not in the database; the nodes of one hub share it.</summary>
public sealed record HubFolder(string Path);
