using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Media",
    Description = "Pictures and files that content shows, kept in the database with it.",
    Category = "Content")]
