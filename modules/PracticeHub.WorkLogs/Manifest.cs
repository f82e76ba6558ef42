using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Work logs",
    Description = "Narrating work in thirty seconds, and reading it as a timeline.",
    Category = "Content",
    Dependencies = ["PracticeHub.Communities", "PracticeHub.Taxonomies"])]
