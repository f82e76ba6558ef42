using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Engagement",
    Description = "What every kind of content shares: comments, thanks, saves, follows, mentions and outcomes.",
    Category = "Community")]
