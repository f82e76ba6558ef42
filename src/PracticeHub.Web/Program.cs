using PracticeHub.Web;

return await CommandLine.RunAsync(args);
