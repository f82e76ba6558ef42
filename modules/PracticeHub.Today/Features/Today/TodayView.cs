namespace PracticeHub.Today.Features.Today;

/// <summary>Whose news the front page shows.</summary>
public enum TodayView
{
    Network,
    Communities,
    Everything,
}
