using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.People.Features.Finding;

internal static class PeopleQueries
{
    extension(IQueryable<HubUser> users)
    {
        /// <summary>Whose user name or any word of their name begins with what was typed.</summary>
        public IQueryable<HubUser> Named(string? typed)
        {
            var name = typed?.Trim().TrimStart('@') ?? "";
            var (lower, inside) = (name.ToLowerInvariant(), " " + name.ToLowerInvariant());
            // As typed too: SQLite knows the lower case of ASCII only.
            return name.Length == 0 ? users : users.Where(u => u.UserName!.StartsWith(lower) || DatabaseText.Lower(u.DisplayName).StartsWith(lower)
                || DatabaseText.Lower(u.DisplayName).Contains(inside) || u.DisplayName.StartsWith(name));
        }
    }
}
