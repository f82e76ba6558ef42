using PracticeHub.Kernel.Modules;

[assembly: Module(
    Name = "Accounts",
    Description = "Sign in and out, passwords and passkeys, one's own settings.",
    Category = "Security",
    IsAlwaysEnabled = true)]
