using PracticeHub.Kernel.Modules;

[assembly: Theme(
    Name = "Slate",
    Description = "Cool and compact, with a bar on top instead of the rail.",
    Category = "Themes",
    BaseTheme = "PracticeHub.Themes.Paper")]
