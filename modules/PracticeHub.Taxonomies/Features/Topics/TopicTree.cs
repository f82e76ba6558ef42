using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Taxonomies.Features.Topics;

/// <summary>A topic in the tree, with how many items about it the reader may see.</summary>
public sealed record TopicRow(string Id, string? ParentId, string Title, int Position, int Items);

/// <summary>A topic and what is shown below it.</summary>
public sealed record TopicBranch(TopicRow Topic, ILookup<string?, TopicRow> All)
{
    public IEnumerable<TopicBranch> Below => All[Topic.Id].Select(topic => this with { Topic = topic });
}

/// <summary>Reads topics with their counts by one query.</summary>
internal static class TopicTree
{
    /// <summary>More than a page can show; whoever needs a deeper one opens the topic above it or filters.</summary>
    public const int MostRows = 2000;

    extension(HubDb db)
    {
        /// <summary>The two upper levels of the tree, and a third where the reader looks.</summary>
        public IQueryable<Term> UpperTerms
        {
            get
            {
                var topics = db.Terms.OfTaxonomy(TopicsPart.TaxonomyId);
                var roots = topics.Where(t => t.ParentId == null).Select(t => t.Id);
                var seconds = topics.Where(t => t.ParentId != null && roots.Contains(t.ParentId)).Select(t => t.Id);
                return topics.Where(t => t.ParentId == null || roots.Contains(t.ParentId) || seconds.Contains(t.ParentId));
            }
        }

        public IQueryable<TopicRow> Counted(IQueryable<Term> terms, CurrentMember me)
        {
            var (keys, seesAll) = (me.ReaderKeys, me.SeesAll);
            return terms.Select(t => new TopicRow(t.Id, t.ParentId, t.Title, t.Position,
                db.Set<Tally>().Where(y => y.TermId == t.Id && (seesAll || keys.Contains(y.ReaderKey))).Sum(y => y.Items)));
        }
    }
}
