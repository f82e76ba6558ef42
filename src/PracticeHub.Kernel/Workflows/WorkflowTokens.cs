using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace PracticeHub.Kernel.Workflows;

/// <summary>A sign that whoever holds the token may give, until it is over.</summary>
public sealed record SignalToken(string Signal, string CorrelationId, DateTimeOffset UntilUtc);

/// <summary>Makes addresses that give a sign to a workflow, as Orchard Core does, and reads them again. Nobody else can make one.</summary>
public sealed class WorkflowTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Path = "/workflows/Trigger";
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);
    private readonly IDataProtector _protector = protection.CreateProtector("PracticeHub.Workflows.Signal");

    public string SignalUrl(string signal, string correlationId) =>
        $"{Path}?token={_protector.Protect(JsonSerializer.Serialize(new SignalToken(signal, correlationId, clock.GetUtcNow() + Life)))}";

    /// <summary>Null for one that is forged, damaged or over.</summary>
    public SignalToken? Read(string? token)
    {
        try
        {
            return token is not null && JsonSerializer.Deserialize<SignalToken>(_protector.Unprotect(token)) is { } read && read.UntilUtc > clock.GetUtcNow() ? read : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
