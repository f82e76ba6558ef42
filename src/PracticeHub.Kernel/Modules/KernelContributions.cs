using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Furnishing;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Recipes.Exports;
using PracticeHub.Kernel.Recipes.Steps;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Kernel.Modules;

/// <summary>What is there whichever features are on.</summary>
internal static class KernelContributions
{
    public static IReadOnlyList<Contribution> All { get; } = new Contributions(ModuleCatalog.Kernel)
        .Add<Permission>(KernelPermissions.All)
        .Add(new AroundQuery("source", """
            SELECT c.item_id AS key, c.title, l.relation AS text, c.owner_name AS name, c.path AS href, 0 AS number, c.listed_utc AS at, c.reader_key, c.owner_id
              FROM hub_link l JOIN hub_card c ON c.item_id = l.to_id WHERE l.from_id = {0}
            """))
        .Add(new AroundQuery("use", """
            SELECT c.item_id AS key, c.title, l.relation AS text, c.owner_name AS name, c.path AS href, 0 AS number, c.listed_utc AS at, c.reader_key, c.owner_id
              FROM hub_link l JOIN hub_card c ON c.item_id = l.from_id WHERE l.to_id = {0}
            """))
        .Add(new AroundQuery("owner", """
            SELECT u.id AS key, u.display_name AS title, u.job_title AS text, u.user_name AS name, 'people/' || u.user_name AS href, 0 AS number, CAST(NULL AS timestamp with time zone) AS at, NULL AS reader_key, NULL AS owner_id
              FROM hub_card c JOIN hub_user u ON u.id = c.owner_id WHERE c.item_id = {0}
            """))
        .Add(new AroundQuery("deed", """
            SELECT CAST(a.id AS varchar(20)) AS key, a.verb AS title, a.data AS text, u.display_name AS name, u.user_name AS href, a.id AS number, a.at_utc AS at, NULL AS reader_key, NULL AS owner_id
              FROM hub_activity a LEFT JOIN hub_user u ON u.id = a.actor_id WHERE a.item_id = {0}
            """))
        // Only its owner, and who sees everything, knows what an item waits for.
        .Add(new AroundQuery("schedule", """
            SELECT s.deed AS key, u.display_name AS title, s.fault AS text, u.user_name AS name, NULL AS href, 0 AS number, s.due_utc AS at, 'u:' || c.owner_id AS reader_key, c.owner_id
              FROM hub_schedule s JOIN hub_card c ON c.item_id = s.item_id LEFT JOIN hub_user u ON u.id = s.by_id WHERE s.item_id = {0}
            """))
        .Add(new AroundQuery("translation", """
            SELECT c.item_id AS key, c.title, b.culture AS text, c.owner_name AS name, c.path AS href, 0 AS number, c.listed_utc AS at, c.reader_key, c.owner_id
              FROM hub_translation a JOIN hub_translation b ON b.set_id = a.set_id AND b.item_id <> a.item_id JOIN hub_card c ON c.item_id = b.item_id
             WHERE a.item_id = {0} AND c.state = 'Published'
            """))
        .AddService<IProjection, HeadProjection>()
        .AddService<IProjection, TranslationProjection>()
        .AddService<IProjection, ListPlaceProjection>()
        .AddService<IProjection, FurnishingProjection>()
        .AddService<IRecipeStep, LayersStep>()
        .AddService<IRecipeStep, AdminMenuStep>()
        .AddService<IRecipeStep, FeatureStep>()
        .AddService<IRecipeStep, ThemesStep>()
        .AddService<IRecipeStep, SettingsStep>()
        .AddService<IRecipeStep, RolesStep>()
        .AddService<IRecipeStep, UsersStep>()
        .AddService<IRecipeStep, ContentDefinitionStep>()
        .AddService<IRecipeStep, ReplaceContentDefinitionStep>()
        .AddService<IRecipeStep, DeleteContentDefinitionStep>()
        .AddService<IRecipeStep, ContentStep>()
        .AddService<IRecipeStep, RecipesStep>()
        .AddService<IExport, FeatureExport>()
        .AddService<IExport, SettingsExport>()
        .AddService<IExport, RolesExport>()
        .AddService<IExport, UsersExport>()
        .AddService<IExport, DefinitionsExport>()
        .AddService<IExport, ContentExport>()
        .AddService<IExport, WorkflowTypesExport>()
        .AddService<IExport, KeptExport>()
        .Add<FieldType>(
        [
            new TextField(), new HtmlField(), new MarkdownField(), new MultiTextField(), new LinkField(), new YoutubeField(),
            new BooleanField(), new NumericField(), new DateField(), new DateTimeField(), new TimeField(), new GeoPointField(),
            new ContentPickerField(), new LocalizationSetContentPickerField(), new UserPickerField(), new MediaField(), new TaxonomyTermsField(),
        ])
        .AddWorkflows()
        .All;
}
