using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Search",
    Description = "One box that finds everything published.",
    Category = "Content")]
