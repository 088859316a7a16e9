#pragma once

namespace rounds::commands {

/// Runs the command that the arguments name and returns the program's exit status: 0 when it was
/// carried out, 1 when it was refused or found something wrong, CLI11's own for wrong arguments.
int run_command_line(int argc, char** argv);

}  // namespace rounds::commands
