# cpack's archives carry the user who made them and the order of his disk: packed once more, they are the same everywhere.
foreach(archive IN LISTS CPACK_PACKAGE_FILES)
  if(archive MATCHES "\\.tar\\.gz$")
    set(work ${archive}.work)
    file(REMOVE_RECURSE ${work})
    file(MAKE_DIRECTORY ${work})
    execute_process(COMMAND tar --extract --no-same-owner --file ${archive} --directory ${work} COMMAND_ERROR_IS_FATAL ANY)
    execute_process(
      COMMAND tar --create --sort=name --format=gnu --mtime=@$ENV{SOURCE_DATE_EPOCH} --owner=0 --group=0 --numeric-owner
        --mode=u+rwX,go+rX,go-w --directory ${work} --transform "s,^\\./,," .
      COMMAND gzip --no-name --best OUTPUT_FILE ${archive} COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE_RECURSE ${work})
  elseif(archive MATCHES "\\.deb$")
    # Only the members of the outer archive have modes by the umask.
    file(MAKE_DIRECTORY ${archive}.work)
    execute_process(COMMAND ar x ${archive} WORKING_DIRECTORY ${archive}.work COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE ${archive})
    execute_process(COMMAND ar rcD ${archive} debian-binary control.tar.gz data.tar.gz
      WORKING_DIRECTORY ${archive}.work COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE_RECURSE ${archive}.work)
  endif()
endforeach()
