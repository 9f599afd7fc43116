return await Skep.Cli.CommandLine.RunAsync(args, Skep.Cli.Terminal.Host.OfProcess());
