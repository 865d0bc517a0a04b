import CFiles

// Exit status: 0 done, warnings allowed; 1 errors, nothing written; 2 not understood.
exit(GenerateTool.run(Array(CommandLine.arguments.dropFirst())))
