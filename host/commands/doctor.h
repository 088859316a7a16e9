#pragma once

namespace rounds::commands {

/// Looks whether everything is in place and prints what it found, with what to do about it. Returns
/// 0 when all is well.
int examine();

/// The same after the database was made anew from its journal, if something is wrong with it.
int examine_and_repair();

/// Makes all tables again from the journal; of a damaged file a new one.
int rebuild();

}  // namespace rounds::commands
