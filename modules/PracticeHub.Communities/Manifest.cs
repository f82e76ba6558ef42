using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Communities",
    Description = "Spaces of practice: joining, roles, charter, and everything that belongs to them.",
    Category = "Community",
    Dependencies = ["PracticeHub.Taxonomies"])]
