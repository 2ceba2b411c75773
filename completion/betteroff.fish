# fish completion for betteroff
function __betteroff_ids
    betteroff rules show 2>/dev/null | string replace -r ' .*' ''
end

complete -c betteroff -n __fish_use_subcommand -f -a calc -d 'The better-off calculation'
complete -c betteroff -n __fish_use_subcommand -f -a explain -d 'How a figure came about'
complete -c betteroff -n __fish_use_subcommand -f -a timeline -d 'Money by date'
complete -c betteroff -n __fish_use_subcommand -f -a rules -d 'Rule sets and rule files'
complete -c betteroff -n __fish_use_subcommand -f -a help -d 'What a command does'
complete -c betteroff -n __fish_use_subcommand -l version -d 'Version of the program'
complete -c betteroff -l help -d 'What the command does'
complete -c betteroff -l rules -x -a '(__fish_complete_directories)' -d 'Rule set: NAME, NAME@VERSION or a folder'
complete -c betteroff -l rules-dir -x -a '(__fish_complete_directories)' -d 'Where rule sets are looked for first'
complete -c betteroff -n 'not __fish_seen_subcommand_from eval' -l format -x -a 'text json csv svg' -d 'Form of the answer'

set -l reads '__fish_seen_subcommand_from calc explain timeline show'
complete -c betteroff -n $reads -l overlay -r -d 'A reform file'
complete -c betteroff -n $reads -l made-only -d 'Only values that are law'
complete -c betteroff -n $reads -l lang -x -a 'en nb nn' -d 'Language of labels and sentences'
complete -c betteroff -n '__fish_seen_subcommand_from calc explain timeline' -l on -x -d 'The day whose law applies'
complete -c betteroff -n '__fish_seen_subcommand_from calc' -l show -x -d 'Further values'
complete -c betteroff -n '__fish_seen_subcommand_from calc' -l per -x -a 'week 4-weeks month year' -d 'Period of the amounts'
complete -c betteroff -n '__fish_seen_subcommand_from timeline' -l months -x -d 'How many months'
complete -c betteroff -n '__fish_seen_subcommand_from explain' -l scenario -x -d 'Which scenario'
complete -c betteroff -n '__fish_seen_subcommand_from explain' -a '(__betteroff_ids)'

set -l verbs list show check test eval
complete -c betteroff -n "__fish_seen_subcommand_from rules; and not __fish_seen_subcommand_from $verbs" -f -a "$verbs"
complete -c betteroff -n '__fish_seen_subcommand_from show' -f -a '(__betteroff_ids)'
complete -c betteroff -n '__fish_seen_subcommand_from show' -l inputs -x -d 'The fields of a set'\''s cases'
complete -c betteroff -n '__fish_seen_subcommand_from show' -l program -d 'The compiled form'
complete -c betteroff -n '__fish_seen_subcommand_from show' -l page -d 'A law file as a page to read'
complete -c betteroff -n '__fish_seen_subcommand_from check' -l coverage -d 'How well the values and rules are covered'
