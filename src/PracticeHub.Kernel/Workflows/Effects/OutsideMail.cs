using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Configuration;

namespace PracticeHub.Kernel.Workflows.Effects;

/// <summary>A mail. Addresses stand with commas between.</summary>
public sealed record OutsideMessage(string To, string Cc, string Bcc, string ReplyTo, string Subject, string Body, bool IsHtml);

/// <summary>Hands mail to the server that the operator has named in <c>Hub:Mail</c>.</summary>
public sealed class OutsideMail(IConfiguration configuration)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IConfigurationSection _settings = configuration.GetSection("Hub:Mail");

    public bool IsConfigured => _settings["Host"] is { Length: > 0 } && _settings["From"] is { Length: > 0 };

    /// <param name="key">Its Message-ID is made of this, so that a server drops what it has already.</param>
    public async Task<EffectAnswer> SendAsync(OutsideMessage message, string key, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var mail = MailOf(message, key);
            using var client = new SmtpClient(_settings["Host"], _settings.GetValue("Port", 25)) { EnableSsl = _settings.GetValue<bool>("Tls") };
            if (_settings["User"] is { Length: > 0 } user)
            {
                client.Credentials = new NetworkCredential(user, _settings["Password"]);
            }

            await client.SendMailAsync(mail, limit.Token);
            return new(200, "");
        }
        catch (FormatException wrong)
        {
            return new(0, wrong.Message);
        }
        catch (SmtpException refused)
        {
            // A number that begins with 5 is the server's last word; what stands above it did not come from a server.
            return new(0, refused.Message, IsPassing: (int)refused.StatusCode is < 500 or > 599);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(0, "The mail server did not answer in thirty seconds.", IsPassing: true);
        }
    }

    private MailMessage MailOf(OutsideMessage message, string key)
    {
        var from = new MailAddress(_settings["From"]!);
        var mail = new MailMessage { From = from, Subject = message.Subject.ReplaceLineEndings(" "), Body = message.Body, IsBodyHtml = message.IsHtml };
        Add(mail.To, message.To);
        Add(mail.CC, message.Cc);
        Add(mail.Bcc, message.Bcc);
        Add(mail.ReplyToList, message.ReplyTo);
        mail.Headers.Add("Message-ID", $"<{key}@{from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static void Add(MailAddressCollection to, string addresses)
    {
        if (addresses.Trim().Length > 0)
        {
            to.Add(addresses.Trim());
        }
    }
}
