# `cpack` in the build folder makes the .deb packages and an archive that runs from any folder; `cpack --config
# CPackSourceConfig.cmake` the sources. The same sources give the same bytes: times are those of SOURCE_DATE_EPOCH, which is the
# last commit's where nobody set it.

set(CPACK_PACKAGE_NAME yare)
set(CPACK_PACKAGE_VENDOR "yare developers")
set(CPACK_PACKAGE_CONTACT "yare developers <noreply@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "kubectl-compatible command-line client for Kubernetes")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_CURRENT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_COMPONENTS_ALL tool development portable)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_SOURCE_DIR}/.package/generator.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/.package/before_packing.cmake)
set(CPACK_POST_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/.package/after_packing.cmake)
execute_process(COMMAND git -C ${CMAKE_CURRENT_SOURCE_DIR} log -1 --format=%ct
  OUTPUT_VARIABLE yare_commit_time OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT yare_commit_time) # an unpacked source archive: it carries the time in its files
  file(TIMESTAMP ${CMAKE_CURRENT_SOURCE_DIR}/CMakeLists.txt yare_commit_time %s UTC)
endif()
set(CPACK_YARE_TIME ${yare_commit_time})

# Debian
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS OFF)
set(CPACK_DEBIAN_TOOL_PACKAGE_NAME yare)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libyare-dev)
set(CPACK_DEBIAN_TOOL_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_DEVELOPMENT_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_TOOL_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_TOOL_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_TOOL_PACKAGE_RECOMMENDS ca-certificates)
set(CPACK_DEBIAN_TOOL_PACKAGE_SUGGESTS "bash-completion, man-db")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "libssl-dev (>= 3.0), zlib1g-dev, libfmt-dev, libyaml-dev, nlohmann-json3-dev (>= 3.11)")
set(CPACK_DEBIAN_TOOL_DESCRIPTION "It speaks kubectl's language - the same flags, output and exit codes - and
answers at once, in a fraction of the time and memory, at any size of list.
It reads, watches, waits and changes, completes in bash, zsh and fish, and
logs in wherever a kubeconfig says.")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "The library under it, for programs in C++: kubeconfigs, TLS, discovery,
requests, watches and printers, as headers, a static library, a CMake package
and a pkg-config file.")

# The archive that runs from any folder, and the sources.
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
string(TOLOWER ${CMAKE_SYSTEM_NAME} yare_system)
set(CPACK_ARCHIVE_PORTABLE_FILE_NAME yare-${PROJECT_VERSION}-${yare_system}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_SOURCE_GENERATOR TGZ)
set(CPACK_SOURCE_PACKAGE_FILE_NAME yare-${PROJECT_VERSION}-source)
set(CPACK_SOURCE_IGNORE_FILES /\\.git/ /build[^/]*/ /__pycache__/ \\.pyc$)
include(CPack)
