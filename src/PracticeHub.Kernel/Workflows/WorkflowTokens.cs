using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace PracticeHub.Kernel.Workflows;

/// <summary>A sign that whoever holds the token may give, until it is over.</summary>
public sealed record SignalToken(string Signal, string CorrelationId, DateTimeOffset UntilUtc);

/// <summary>The right to send requests to an activity, until it is over.</summary>
public sealed record RequestToken(string TypeId, string ActivityId, DateTimeOffset UntilUtc);

/// <summary>Makes addresses that give a sign or a request to a workflow, as Orchard Core does, and reads them again. Nobody else can make one.</summary>
public sealed class WorkflowTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Path = "/workflows/Trigger";
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);
    private readonly IDataProtector _protector = protection.CreateProtector("PracticeHub.Workflows.Signal");
    private readonly IDataProtector _requests = protection.CreateProtector("PracticeHub.Workflows.Request");

    public string SignalUrl(string signal, string correlationId) =>
        $"{Path}?token={_protector.Protect(JsonSerializer.Serialize(new SignalToken(signal, correlationId, clock.GetUtcNow() + Life)))}";

    public string ForRequests(RequestToken token) => _requests.Protect(JsonSerializer.Serialize(token));

    /// <summary>Null for one that is forged, damaged or over.</summary>
    public SignalToken? Read(string? token) => Read<SignalToken>(_protector, token) is { } read && read.UntilUtc > clock.GetUtcNow() ? read : null;

    /// <inheritdoc cref="Read"/>
    public RequestToken? ReadRequest(string? token) => Read<RequestToken>(_requests, token) is { } read && read.UntilUtc > clock.GetUtcNow() ? read : null;

    private static T? Read<T>(IDataProtector protector, string? token)
        where T : class
    {
        try
        {
            return token is null ? null : JsonSerializer.Deserialize<T>(protector.Unprotect(token));
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
