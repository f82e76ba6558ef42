namespace PracticeHub.People.Features.Finding;

/// <summary>A person in a list, with what they claim and offer.</summary>
public sealed record PersonRow(
    string Id, string UserName, string DisplayName, string JobTitle, string Place, IReadOnlyList<string> Topics, IReadOnlyList<Profiles.OfferedRole> Offers);

/// <summary>A topic and how many people claim it.</summary>
public sealed record TopicPeople(string Id, string Title, int People);
