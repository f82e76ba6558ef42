using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Resources",
    Description = "Links, books, courses and tools, shared by members and sorted by curators.",
    Category = "Content",
    Dependencies = ["PracticeHub.Communities", "PracticeHub.Taxonomies"])]
