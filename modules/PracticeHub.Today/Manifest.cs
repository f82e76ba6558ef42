using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Today",
    Description = "The front page: capture, what is new, what waits, who can help.",
    Category = "Community")]
