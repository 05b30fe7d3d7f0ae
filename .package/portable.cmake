# Run at installation: copies the shared libraries of ${yare_tool} but glibc's own, with the words of their licences.
file(GET_RUNTIME_DEPENDENCIES EXECUTABLES ${yare_tool} RESOLVED_DEPENDENCIES_VAR needed
  PRE_EXCLUDE_REGEXES "^ld-linux" "^lib(c|m|dl|pthread|rt|resolv|mvec)\\.so")
set(root "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}")
execute_process(COMMAND ${yare_strip} ${root}/bin/yare COMMAND_ERROR_IS_FATAL ANY)
foreach(library IN LISTS needed)
  get_filename_component(name ${library} NAME)
  get_filename_component(real ${library} REALPATH)
  file(INSTALL ${real} DESTINATION ${root}/lib/yare RENAME ${name})
  execute_process(COMMAND dpkg-query --search ${real} OUTPUT_VARIABLE owner ERROR_QUIET RESULT_VARIABLE unknown)
  if(unknown) # /lib is a link to /usr/lib: dpkg knows the name that the package has
    string(REGEX REPLACE "^/usr" "" alternative ${real})
    execute_process(COMMAND dpkg-query --search ${alternative} OUTPUT_VARIABLE owner ERROR_QUIET RESULT_VARIABLE unknown)
  endif()
  string(REGEX REPLACE "[:,].*" "" package "${owner}")
  if(unknown OR NOT EXISTS /usr/share/doc/${package}/copyright)
    message(WARNING "${name}: the text of its licence was not found, add it before you pass the archive on")
  else()
    get_filename_component(text /usr/share/doc/${package}/copyright REALPATH) # one for all that comes from one source
    string(REGEX REPLACE ".*/doc/([^/]+)/copyright" "\\1" source ${text})
    file(INSTALL ${text} DESTINATION ${root}/share/doc/yare/libraries RENAME ${source})
  endif()
endforeach()

file(GLOB_RECURSE pages ${root}/share/man/*.[157])
execute_process(COMMAND gzip --no-name --best --force ${pages} COMMAND_ERROR_IS_FATAL ANY)
