using PracticeHub.Faults.Nodes;
using Xunit.Runner.InProc.SystemConsole;

return args is [Node.Verb] ? await Node.RunAsync() : await ConsoleRunner.Run(args);
