# Writes the language packs as constants of a C++ file: cmake -DPACKS=FOLDER -DOUTPUT=FILE -P
# embed.cmake. By CMake, so that building needs no other program, also for another system.
file(GLOB packs "${PACKS}/*.json")
list(SORT packs)
set(source "// Made by host/languages/embed.cmake.\n#include \"languages/language_packs.h\"\n\n")
string(APPEND source "namespace rounds::languages {\nnamespace {\n\nconstexpr Pack kPacks[] = {\n")
foreach(pack ${packs})
  get_filename_component(language "${pack}" NAME_WE)
  file(READ "${pack}" json)
  string(APPEND source "    {\"${language}\", R\"pack(${json})pack\"},\n")
endforeach()
string(APPEND source "};\n\n}  // namespace\n\nstd::span<const Pack> packs() { return kPacks; }\n\n")
string(APPEND source "}  // namespace rounds::languages\n")
file(WRITE "${OUTPUT}" "${source}")
