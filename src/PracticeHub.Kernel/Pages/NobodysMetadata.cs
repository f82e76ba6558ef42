namespace PracticeHub.Kernel.Pages;

/// <summary>On an endpoint whose caller is nobody to the hub: cookies and credentials are dropped before anyone looks at them, and none are sent.</summary>
public sealed class NobodysMetadata;
