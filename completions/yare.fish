# Fish completion for yare: asks `yare __complete` what can stand at the cursor.
#
#   yare completion fish > ~/.config/fish/completions/yare.fish     unless a package brought this file
#   echo 'complete -c kubectl -w yare' > ~/.config/fish/completions/kubectl.fish     kubectl, answered by yare
#   alias y 'yare -n shop'                                          needs nothing more
#
# What is typed or offered is never evaluated: fish cuts the line into words without expanding them, and escapes
# what it puts on the line.

# The words before the cursor, unquoted, without redirections and variables set for the command.
function __yare_words
    set -l words (commandline -opc)
    set -l line (commandline -pc | string collect)
    if string match -qr '[<>]' -- $line
        set -l quoted '\\\\.|\'(?:\\\\.|[^\'\\\\])*\'|"(?:\\\\.|[^"\\\\])*"'
        set -l redirection '\d*[<>][>?|&]*\s*(?:'$quoted'|[^\s\'"\\\\])+'
        set -l before (string sub -l (math (string length -- $line) - (string length -- (commandline -ct))) -- $line)
        printf %s $before | string replace -ra -- "($quoted)|$redirection" '$1' | read -atz words
    end
    while string match -qr '^\w+=' -- $words[1]
        set -e words[1]
    end
    printf '%s\n' $words
end

# The files that begin with the word argv[1], and of them directories and those that end in one of argv[2..]; a
# flag with its equals sign stays before them.
function __yare_files
    set -l parts (string match -r -- '^((?:-[^=]*=)?)(.*)$' $argv[1])
    set -l endings /
    for ending in $argv[2..]
        set -a endings (string escape --style=regex -- .(string trim -lc . -- $ending))
    end
    string join \n -- $parts[2](complete -C "'' $parts[3]" | string match -r -- "^.*(?:"(string join '|' $endings)")\$")
end

# Asks what can stand at the cursor, and keeps the answer. Fails where that are files, which fish knows itself.
function __yare_ask
    set -g __yare_sorted
    set -g __yare_ordered
    set -l words (__yare_words)
    set -l typed (commandline -ct)
    set -l word (string unescape -- $typed)
    or set word $typed
    set -l tool (string replace -r '^~(?=/)' -- "$HOME" $words[1])
    string match -qr '^(.*/)?yare$' -- $tool
    or set tool yare
    command -q -- $tool
    and set -l lines (command $tool __complete $words[2..] "$word" 2>/dev/null </dev/null)
    and string match -qr '^:\d{1,3}$' -- "$lines[-1]"
    or return 0
    # Bits: 1 error, 2 no space (fish knows where), 4 no files, 8 files with these endings, 16 directories,
    # 32 in this order.
    set -l directive (string sub -s 2 -- $lines[-1])
    set -e lines[-1]
    if test (math "bitand($directive, 1)") != 0
        return 0
    else if test (math "bitand($directive, 24)") != 0
        set lines (__yare_files "$typed" $lines)
    else if set -q lines[1]
        set lines (string match -rv -- '^[^\t]*(?!\t)[[:cntrl:]]' $lines | string replace -ra -- '(?!\t)[[:cntrl:]]' ' ')
        # Of --flag=VALUE only the value is offered.
        set -l lead (string match -r -- '^-[^=]*=' $word)
        and not string match -qr -- '^'(string escape --style=regex -- $word) "$lines[1]"
        and set lines $lead$lines
    end
    set -l order __yare_sorted
    test (math "bitand($directive, 32)") != 0
    and set order __yare_ordered
    set -g $order $lines
    set -q lines[1]
    or test (math "bitand($directive, 4)") != 0
end

complete -c yare -n __yare_ask -f -a '$__yare_sorted'
complete -c yare -n __yare_ask -f -k -a '$__yare_ordered'
