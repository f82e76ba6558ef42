namespace PracticeHub.Kernel;

/// <summary>Names the resources that hold the kernel's own words; English is the key.</summary>
public sealed class Words;
