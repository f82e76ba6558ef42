using PracticeHub.Kernel.Modules;

[assembly: Theme(
    Name = "Paper",
    Description = "Paper, ink and hairlines, light and dark: the hub's own look.",
    Category = "Themes")]
