using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Practices",
    Description = "What a community has found to work, with its evidence, revisions and origin.",
    Category = "Content",
    Dependencies = ["PracticeHub.Communities", "PracticeHub.Taxonomies"])]
