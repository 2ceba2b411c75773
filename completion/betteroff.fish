# fish completion for betteroff
complete -c betteroff -n __fish_use_subcommand -f -a calc -d 'The better-off calculation'
complete -c betteroff -n __fish_use_subcommand -f -a explain -d 'How a figure came about'
complete -c betteroff -n __fish_use_subcommand -f -a rules -d 'Rule sets and rule files'
complete -c betteroff -n __fish_use_subcommand -l version -d 'Version of the program'
complete -c betteroff -l help -d 'What the command does'
complete -c betteroff -l rules -x -a '(__fish_complete_directories)' -d 'Rule set: NAME, NAME@VERSION or a folder'
complete -c betteroff -l rules-dir -x -a '(__fish_complete_directories)' -d 'Where rule sets are looked for first'
complete -c betteroff -l lang -x -a 'en nb nn' -d 'Language of labels'

set -l calculating '__fish_seen_subcommand_from calc explain'
complete -c betteroff -n $calculating -l on -x -d 'The day whose law applies'
complete -c betteroff -n $calculating -l overlay -r -d 'A reform file'
complete -c betteroff -n $calculating -l made-only -d 'Only values that are law'
complete -c betteroff -n $calculating -l format -x -a 'text json html csv' -d 'Form of the answer'
complete -c betteroff -n '__fish_seen_subcommand_from calc' -l show -x -d 'Further values'
complete -c betteroff -n '__fish_seen_subcommand_from calc' -l per -x -a 'week 4-weeks month year' -d 'Period of the amounts'
complete -c betteroff -n '__fish_seen_subcommand_from explain' -l scenario -x -d 'Which scenario'

set -l verbs list show check test eval
complete -c betteroff -n "__fish_seen_subcommand_from rules; and not __fish_seen_subcommand_from $verbs" -f -a "$verbs"
complete -c betteroff -n '__fish_seen_subcommand_from rules; and __fish_seen_subcommand_from check' -l coverage -d 'Days without a value'
complete -c betteroff -n '__fish_seen_subcommand_from rules; and __fish_seen_subcommand_from show' -l inputs -x -d 'The inputs of a set'
