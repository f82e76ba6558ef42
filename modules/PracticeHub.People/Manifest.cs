using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "People",
    Description = "Profiles, and finding a person who can help.",
    Category = "Community",
    Dependencies = ["PracticeHub.Taxonomies"])]
