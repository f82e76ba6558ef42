using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Media",
    Description = "Pictures and files that content shows: a library to upload them to and to choose them from.",
    Category = "Content")]
