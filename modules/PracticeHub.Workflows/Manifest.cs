using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Workflows",
    Description = "Every workflow as a picture: where work waits, what has failed, and the means to mend it.",
    Category = "Infrastructure")]
