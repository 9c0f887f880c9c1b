// Loaded into the program before it begins (node --require): it takes its standard input for a
// terminal, in which a step that asks for a password can run.
process.stdin.isTTY = true;
