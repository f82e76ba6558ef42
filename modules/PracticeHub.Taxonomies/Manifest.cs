using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Topics",
    Description = "Trees of topics that content points to.",
    Category = "Content")]
