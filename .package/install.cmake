# What goes where. Components: `tool` (the command, its manual and completions), `development` (libyare for the programs of
# others), and on request `portable`: the tool with the libraries that it needs beside it, for a machine that has none.

include(CMakePackageConfigHelpers)

# Debian's zsh looks for what packages bring in a directory of its own.
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr" AND EXISTS /etc/debian_version)
  set(yare_zsh_dir ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
else()
  set(yare_zsh_dir ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
endif()

# What a person reads or a shell loads: install_texts(COMPONENT [EXCLUDE_FROM_ALL])
function(install_texts)
  foreach(section 1 5 7)
    file(GLOB pages CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/man/*.${section})
    if(pages)
      install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section} COMPONENT ${ARGN})
    endif()
  endforeach()
  install(FILES completions/yare.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME yare
    COMPONENT ${ARGN})
  install(FILES completions/_yare DESTINATION ${yare_zsh_dir} COMPONENT ${ARGN})
  install(FILES completions/yare.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT ${ARGN})
endfunction()

install(TARGETS yare RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool)
install_texts(tool)
install(FILES .package/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/yare COMPONENT tool)

set(yare_library_component development)
if(YARE_SHARED)
  set(yare_library_component tool)
  file(RELATIVE_PATH yare_bin_to_lib ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
  set_target_properties(yare PROPERTIES INSTALL_RPATH "$ORIGIN/${yare_bin_to_lib}")
endif()
install(TARGETS libyare EXPORT yareTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${yare_library_component} NAMELINK_COMPONENT development)
install(DIRECTORY lib/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/yare COMPONENT development FILES_MATCHING PATTERN "*.hpp")
install(FILES .package/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libyare-dev COMPONENT development)

set(yare_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/yare)
configure_package_config_file(lib/yareConfig.cmake.in yareConfig.cmake INSTALL_DESTINATION ${yare_package_dir})
write_basic_package_version_file(yareConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(EXPORT yareTargets NAMESPACE yare:: DESTINATION ${yare_package_dir} COMPONENT development)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/yareConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/yareConfigVersion.cmake
  DESTINATION ${yare_package_dir} COMPONENT development)

# Whoever links a static libyare links what it needs, too; a shared one brings that along.
set(yare_pc_needs "openssl >= 3.0, zlib, fmt, yaml-0.1")
if(YARE_SHARED)
  set(yare_pc_requires "nlohmann_json\nRequires.private: ${yare_pc_needs}")
else()
  set(yare_pc_requires "nlohmann_json, ${yare_pc_needs}")
endif()
file(RELATIVE_PATH yare_pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
file(RELATIVE_PATH yare_pc_libdir ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_LIBDIR})
file(RELATIVE_PATH yare_pc_includedir ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(lib/yare.pc.in yare.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/yare.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

# The portable tree: bin/yare finds lib/yare beside itself, wherever both are put. In the build tree that path leads nowhere.
if(NOT YARE_SHARED)
  set_target_properties(yare PROPERTIES BUILD_RPATH "$ORIGIN/../lib/yare")
  install(PROGRAMS $<TARGET_FILE:yare> DESTINATION bin COMPONENT portable EXCLUDE_FROM_ALL)
  install_texts(portable EXCLUDE_FROM_ALL)
  install(FILES LICENSE README.md DESTINATION share/doc/yare COMPONENT portable EXCLUDE_FROM_ALL)
  install(CODE "set(yare_tool $<TARGET_FILE:yare>)\nset(yare_strip ${CMAKE_STRIP})" COMPONENT portable EXCLUDE_FROM_ALL)
  install(SCRIPT .package/portable.cmake COMPONENT portable EXCLUDE_FROM_ALL)
endif()
