# fish completion for betteroff
function __betteroff_ids
    betteroff rules show 2>/dev/null | string replace -r ' .*' ''
end

complete -c betteroff -n __fish_use_subcommand -f -a calc -d 'The better-off calculation'
complete -c betteroff -n __fish_use_subcommand -f -a explain -d 'How a figure came about'
complete -c betteroff -n __fish_use_subcommand -f -a grid -d 'Every number of hours and wage, and the cliffs'
complete -c betteroff -n __fish_use_subcommand -f -a timeline -d 'Money by date'
complete -c betteroff -n __fish_use_subcommand -f -a rules -d 'Rule sets and rule files'
complete -c betteroff -n __fish_use_subcommand -f -a fetch -d 'Signed releases of rule sets'
complete -c betteroff -n __fish_use_subcommand -f -a help -d 'What a command does'
complete -c betteroff -n __fish_use_subcommand -l version -d 'Version of the program'
complete -c betteroff -l help -d 'What the command does'
complete -c betteroff -l rules -x -a '(__fish_complete_directories)' -d 'Rule set: NAME, NAME@VERSION or a folder'
complete -c betteroff -l rules-dir -x -a '(__fish_complete_directories)' -d 'Where rule sets are looked for first'
complete -c betteroff -n 'not __fish_seen_subcommand_from eval' -l format -x -a 'text json html csv svg' -d 'Form of the answer'

set -l reads '__fish_seen_subcommand_from calc explain grid timeline show'
complete -c betteroff -n $reads -l overlay -r -d 'A reform file'
complete -c betteroff -n $reads -l made-only -d 'Only values that are law'
complete -c betteroff -n $reads -l lang -x -a 'en nb nn' -d 'Language of labels and sentences'
complete -c betteroff -n '__fish_seen_subcommand_from calc explain grid timeline' -l on -x -d 'The day whose law applies'
complete -c betteroff -n '__fish_seen_subcommand_from calc' -l show -x -d 'Further values'
complete -c betteroff -n '__fish_seen_subcommand_from calc' -l per -x -a 'week 4-weeks month year' -d 'Period of the amounts'
complete -c betteroff -n '__fish_seen_subcommand_from calc' -l target -x -d 'What a figure has to reach'
complete -c betteroff -n '__fish_seen_subcommand_from calc' -l vary -x -a 'hours wage pay' -d 'What moves until then'
complete -c betteroff -n '__fish_seen_subcommand_from calc grid' -l hours -x -d 'Hours A:B:STEP'
complete -c betteroff -n '__fish_seen_subcommand_from calc grid' -l wage -x -d 'Wages A:B:STEP'
complete -c betteroff -n '__fish_seen_subcommand_from grid' -l cliff-min -x -d 'Least fall told as a cliff'
complete -c betteroff -n '__fish_seen_subcommand_from timeline' -l months -x -d 'How many months'
complete -c betteroff -n '__fish_seen_subcommand_from calc explain grid' -l scenario -x -d 'Which scenario'
complete -c betteroff -n '__fish_seen_subcommand_from explain' -a '(__betteroff_ids)'

set -l verbs list show check test eval release
complete -c betteroff -n "__fish_seen_subcommand_from rules; and not __fish_seen_subcommand_from $verbs" -f -a "$verbs"
complete -c betteroff -n '__fish_seen_subcommand_from show' -f -a '(__betteroff_ids)'
complete -c betteroff -n '__fish_seen_subcommand_from show' -l inputs -x -d 'The fields of a set'\''s cases'
complete -c betteroff -n '__fish_seen_subcommand_from show' -l program -d 'The compiled form'
complete -c betteroff -n '__fish_seen_subcommand_from show' -l page -d 'A law file as a page to read'
complete -c betteroff -n '__fish_seen_subcommand_from check' -l coverage -d 'How well the values and rules are covered'

set -l fetching '__fish_seen_subcommand_from fetch'
set -l verbs update import rollback status
complete -c betteroff -n "$fetching; and not __fish_seen_subcommand_from $verbs" -f -a "$verbs"
complete -c betteroff -n '__fish_seen_subcommand_from update' -l channel -r -d 'Where releases come from'
complete -c betteroff -n '__fish_seen_subcommand_from update' -l allow-host -x -d 'A host that may be on a private network'
complete -c betteroff -n '__fish_seen_subcommand_from update' -l ca -r -d 'Certificates in place of the system'\''s'
complete -c betteroff -n '__fish_seen_subcommand_from update' -l proxy -x -d 'The proxy to use'
complete -c betteroff -n '__fish_seen_subcommand_from update' -l timeout -x -d 'Seconds without progress'
complete -c betteroff -n '__fish_seen_subcommand_from update import status' -l key -r -d 'A public key to trust'
complete -c betteroff -n $fetching -l cron -d 'One line, and only when something is wrong'
complete -c betteroff -n $fetching -l json -d 'A report for programs'
complete -c betteroff -n '__fish_seen_subcommand_from release' -l to -x -a '(__fish_complete_directories)' -d 'The channel'\''s folder'
complete -c betteroff -n '__fish_seen_subcommand_from release' -l name -x -d 'The channel'\''s name'
complete -c betteroff -n '__fish_seen_subcommand_from release' -l serial -x -d 'The release'\''s number'
complete -c betteroff -n '__fish_seen_subcommand_from release' -l issued -x -d 'When it is issued'
complete -c betteroff -n '__fish_seen_subcommand_from release' -l expires -x -d 'How long it is good'
complete -c betteroff -n '__fish_seen_subcommand_from release' -l min-client -x -d 'The oldest program that can read it'
