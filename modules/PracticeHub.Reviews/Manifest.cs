using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Reviews",
    Description = "Leaders review, promote and verify, by a workflow that anyone can see.",
    Category = "Content",
    Dependencies = ["PracticeHub.Communities"])]
