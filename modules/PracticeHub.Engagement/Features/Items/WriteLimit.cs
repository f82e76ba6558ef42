using System.Collections.Concurrent;

namespace PracticeHub.Engagement.Features.Items;

/// <summary>How often a member may do something: a bucket of a minute's worth that fills steadily. Per node, so that it asks nobody.</summary>
public sealed class WriteLimit(TimeProvider clock)
{
    private const int MostBuckets = 10_000;
    private readonly ConcurrentDictionary<(string Member, string Deed), Bucket> _buckets = new();

    public bool TryTake(string member, string deed, int aMinute)
    {
        var now = clock.GetUtcNow();
        if (_buckets.Count > MostBuckets)
        {
            Forget(now);
        }

        return _buckets.GetOrAdd((member, deed), _ => new Bucket(aMinute, now)).TryTake(aMinute, now);
    }

    /// <summary>A bucket untouched for a minute is full again, which is what a new one is.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.IsIdle(now))
            {
                _buckets.TryRemove(key, out _);
            }
        }
    }

    private sealed class Bucket(double tokens, DateTimeOffset filled)
    {
        private readonly Lock _lock = new();

        public bool IsIdle(DateTimeOffset now)
        {
            lock (_lock)
            {
                return now - filled > TimeSpan.FromMinutes(1);
            }
        }

        public bool TryTake(int aMinute, DateTimeOffset now)
        {
            lock (_lock)
            {
                tokens = Math.Min(aMinute, tokens + (Math.Max(0, (now - filled).TotalMinutes) * aMinute));
                filled = now;
                if (tokens < 1)
                {
                    return false;
                }

                tokens--;
                return true;
            }
        }
    }
}
