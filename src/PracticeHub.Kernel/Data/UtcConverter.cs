using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PracticeHub.Kernel.Data;

/// <summary>The database holds UTC; SQLite can neither order nor compare a DateTimeOffset.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => instant.UtcDateTime, utc => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));
