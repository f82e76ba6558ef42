using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Administration",
    Description = "Features, themes and people of the hub, in the browser.",
    Category = "Infrastructure",
    IsAlwaysEnabled = true)]
