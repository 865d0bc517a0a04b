// SpecFiles
