using Microsoft.AspNetCore.Http.Metadata;

namespace PracticeHub.Kernel.Pages;

/// <summary>
/// How many bytes may be sent to a page, where that is more than elsewhere. Like ASP.NET Core's RequestSizeLimit, but without its
/// filter, which comes when the form has long been read and warns of it each time.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesAttribute(long most) : Attribute, IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => most;
}
