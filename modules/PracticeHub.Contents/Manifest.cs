using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Contents",
    Description = "Content of every type that definitions describe, at its own address.",
    Category = "Content")]
