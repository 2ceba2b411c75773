#include "cli/commands.h"
#include "cli/run.h"

#include <string.h>

static const char *const calc_examples[] = {
    "betteroff calc case.json",
    "the sheet: before, and each scenario after, side by side",
    "betteroff calc --per week --show all case.json",
    "the same by the week, and every value that the rules know",
    "betteroff calc --on 2026-06-01 --format json - < case.json",
    "under the law of another day, for a program to read",
    "betteroff calc --format html case.json > sheet.html",
    "the sheet to take home, with every step and law for the adviser",
    "betteroff calc --overlay reform.xml case.json",
    "as if a reform were law",
    "betteroff calc --target left_over+200 --vary hours case.json",
    "how many hours a week it takes to have so much more left over a month",
    "betteroff calc --kind permitted_work:hours=12 case.json",
    "with a further scenario of a kind that the rule set declares",
    "betteroff calc --since last-year.json case.json",
    "what has changed since an earlier result of --format json, and why",
    NULL,
};
static const char *const explain_examples[] = {
    "betteroff explain case.json left_over",
    "a figure of the first scenario after, down to facts and published values",
    "betteroff explain case.json people/NAME/VARIABLE --scenario before",
    "one person's own figure, before",
    "betteroff explain - left_over < case.json",
    "the case from standard input",
    NULL,
};
static const char *const grid_examples[] = {
    "betteroff grid case.json",
    "hours as the rule set has them, at the job's own wage or the least there is",
    "betteroff grid --hours 0:40:0.5 --wage 12.71:15:0.5 --format csv case.json",
    "more points, for a spreadsheet",
    "betteroff grid --format svg case.json > hours.svg",
    "a picture: where the money comes from at each number of hours, and where it falls",
    NULL,
};
static const char *const timeline_examples[] = {
    "betteroff timeline case.json",
    "six months by date, before and in each scenario after",
    "betteroff timeline --months 12 --format json case.json",
    "a year, for a program to read",
    "betteroff timeline --if stops:weeks=7 --if ill case.json",
    "and what if the job stops after seven weeks, or somebody is ill",
    "betteroff timeline --format svg case.json > balance.svg",
    "the balance as a picture, with what happens on the way",
    NULL,
};
static const char *const list_examples[] = {
    "betteroff rules list",
    "name@version, what the set is, which days it knows, where it was found; * marks what the plain name means",
    "betteroff rules list --rules-dir ./rules",
    "also those in a folder of one's own",
    NULL,
};
static const char *const show_examples[] = {
    "betteroff rules show",
    "the names of everything in the rule set",
    "betteroff rules show ID",
    "one of them: its law, every value with its dates, its formula, what it reads and who reads it",
    "betteroff rules show --inputs NAME --format json",
    "the JSON Schema of a case for the rule set NAME",
    "betteroff rules show --program ID",
    "the operations of one rule; without ID, of all",
    "betteroff rules show --page LAW",
    "a law file as a page to read, in Markdown: questions, rules in words, values by date, law, examples",
    NULL,
};
static const char *const check_examples[] = {
    "betteroff rules check rules/NAME/VERSION",
    "one rule set",
    "betteroff rules check --coverage rules",
    "all rule sets in a folder, and how well each is covered",
    "betteroff rules check reform.xml",
    "an overlay, on the rule set that it is for",
    NULL,
};
static const char *const test_examples[] = {
    "betteroff rules test",
    "all examples of all rule sets that are installed",
    "betteroff rules test rules/NAME/VERSION/law.xml",
    "only those in one file",
    NULL,
};
static const char *const eval_examples[] = {
    "betteroff rules eval '1/3 + 1/6'",
    "0.5",
    "betteroff rules eval 'round half up(2000 * 0.555, 0)'",
    "1110",
    "betteroff rules eval - < expressions.txt",
    "one line of output for each line of input",
    NULL,
};

static const char *const release_examples[] = {
    "betteroff rules release --to channel --serial 42 rules/NAME/VERSION",
    "writes the channel's files, and says how to sign the index with minisign",
    "betteroff rules release --to channel --serial 42 rules/NAME/VERSION",
    "the same again: the signature that now lies there goes into the bundle",
    NULL,
};
static const char *const update_examples[] = {
    "betteroff fetch update --channel https://rules.example.org/stable --key publisher.pub",
    "installs the newest release of a channel, if it is signed and its rules pass their own check",
    "betteroff fetch update --cron",
    "by the configuration folder, for a crontab: a word only when something is wrong",
    NULL,
};
static const char *const import_examples[] = {
    "betteroff fetch import stable-42.tar --key publisher.pub",
    "installs a release from a file: the same signatures, and no network",
    NULL,
};
static const char *const check_sources_examples[] = {
    "betteroff fetch check-sources",
    "every figure that is bound to words of law: is it still what is published?",
    "betteroff fetch check-sources NAME --only FIGURE,PUBLICATION",
    "one figure with all its witnesses, and all that one publication says",
    "betteroff fetch check-sources --channel ./saved",
    "documents saved by hand or by an intranet mirror, as HOST/PATH below the folder",
    "betteroff fetch check-sources --offline --cron",
    "without a network: one line when new figures were expected and nobody has looked",
    NULL,
};
static const char *const rollback_examples[] = {
    "betteroff fetch rollback",
    "the release before is read again; updates leave the newer one alone",
    NULL,
};
static const char *const status_examples[] = {
    "betteroff fetch status",
    "what is installed, how long it is good, who signed it, what can be gone back to",
    "betteroff fetch status --json",
    "the same for a program",
    NULL,
};

#define STORE_OPTIONS (OPT(RULES) | OPT(RULES_DIR))
#define FETCH_OPTIONS (OPT(KEY) | OPT(CRON) | OPT(JSON))
#define CASE_OPTIONS  (STORE_OPTIONS | OPT(ON) | OPT(OVERLAY) | OPT(MADE_ONLY) | OPT(LANG) | OPT(FORMAT))

const struct command commands[] = {
    {.name = "calc",
     .full = "calc",
     .words = "[CASE.json]",
     .summary = "the better-off calculation: before, and each scenario after, side by side",
     .about =
         "Works out the money of an ordinary month before and in each scenario after, by the rule set that the case "
         "names or --rules. What was assumed, what is uncertain and what could not be calculated stands below the "
         "sheet. Without a file, or with \"-\", the case is read from standard input.\n"
         "With --target it finds how many hours a week a figure needs (or with --vary, which wage or pay): the least "
         "with which it is so much more (+) or less (-) than before, or so much (=), and shows the sheet with them. "
         "The status is 1 when it cannot be reached.",
     .formats = "text|json|html|csv",
     .options = CASE_OPTIONS | OPT(SHOW) | OPT(PER) | OPT(TARGET) | OPT(VARY) | OPT(HOURS) | OPT(WAGE) | OPT(SCENARIO) |
                OPT(KIND) | OPT(IF) | OPT(SINCE) | OPT(SINCE_RULES),
     .most = 1,
     .examples = calc_examples,
     .run = run_calc},
    {.name = "explain",
     .full = "explain",
     .words = "CASE.json VARIABLE",
     .summary = "how a figure came about: formula, the figures put in, rounding, law",
     .about =
         "Tells how a figure came about: its value and unit, the formula in words and in numbers, each rounding with "
         "the figure before and after it, and the law; then the same for every figure that went in, down to the "
         "facts of the case and the published values. CASE.json may be \"-\".\n"
         "VARIABLE is a name that \"rules show\" lists, or people/NAME/VARIABLE for one person's own figure.",
     .formats = "text|json|html",
     .options = CASE_OPTIONS | OPT(SCENARIO) | OPT(KIND) | OPT(IF),
     .least = 1,
     .most = 2,
     .missing = "which case and which variable?",
     .examples = explain_examples,
     .run = run_explain},
    {.name = "timeline",
     .full = "timeline",
     .words = "[CASE.json]",
     .summary = "money by date: pay days, payments, costs, the balance and its lowest point",
     .about =
         "Tells what comes in and goes out on each day, before and in each scenario after: the last payment as it was, "
         "the first pay day, the first payment that is reduced, what ends and what goes on; the balance after each, "
         "totals by month, and the lowest point with its date. It starts from the money in hand that the case tells. "
         "Without a file, or with \"-\", the case is read from standard input.",
     .formats = "text|json|html|svg",
     .options = CASE_OPTIONS | OPT(MONTHS) | OPT(KIND) | OPT(IF),
     .most = 1,
     .examples = timeline_examples,
     .run = run_timeline},
    {.name = "grid",
     .full = "grid",
     .words = "[CASE.json]",
     .summary = "what is left over by hours and wage, with every cliff and break-even between",
     .about =
         "Works out what is left over at every number of hours and every wage of a job, and finds, exactly and not by "
         "trying points, each number of hours above which a little more work leaves less (a cliff), what takes it "
         "away, and how many hours make up for it. The job is the first one of the first scenario after, or before; "
         "where there is none, one is added to the first person who may have one. Without a file, or with \"-\", the "
         "case is "
         "read from standard input.",
     .formats = "text|json|csv|svg|html",
     .options = CASE_OPTIONS | OPT(HOURS) | OPT(WAGE) | OPT(CLIFF_MIN) | OPT(SCENARIO),
     .most = 1,
     .examples = grid_examples,
     .run = run_grid},
    {.name = "rules",
     .verb = "list",
     .full = "rules list",
     .words = "",
     .summary = "the rule sets that are installed, each with its place",
     .about =
         "Lists the rule sets that are installed: in --rules-dir, BETTEROFF_RULES_DIR, among the fetched ones, and "
         "those that came with the program. The highest version wins unless one is named.",
     .formats = "text|json",
     .options = OPT(RULES_DIR) | OPT(FORMAT),
     .most = 0,
     .examples = list_examples,
     .run = run_list},
    {.name = "rules",
     .verb = "show",
     .full = "rules show",
     .words = "[ID]",
     .summary = "one value or rule with its history and law; the fields of a case",
     .about =
         "Shows one element of a rule set: an input, param, table, scale, function, rule or message. Without ID it "
         "lists the names of all.",
     .formats = "text|json",
     .options = STORE_OPTIONS | OPT(OVERLAY) | OPT(MADE_ONLY) | OPT(LANG) | OPT(FORMAT) | OPT(INPUTS) | OPT(PROGRAM) |
                OPT(PAGE),
     .most = 1,
     .examples = show_examples,
     .run = run_show},
    {.name = "rules",
     .verb = "check",
     .full = "rules check",
     .words = "[PATH]...",
     .summary = "whether rule files are right",
     .about =
         "Says whether rule files are right; each error has file, line, column and a stable code. PATH is the folder "
         "of a rule set, a law's file in one (then the whole set is checked), an overlay, or a folder that holds rule "
         "sets. Without PATH all that are installed are checked.",
     .formats = "text|json",
     .options = STORE_OPTIONS | OPT(COVERAGE) | OPT(FORMAT),
     .most = ANY_NUMBER,
     .examples = check_examples,
     .run = run_check},
    {.name = "rules",
     .verb = "test",
     .full = "rules test",
     .words = "[PATH]...",
     .summary = "run the examples that rule files hold",
     .about =
         "Runs the examples held in rule files, each a case and the figures that somebody else worked out, compared "
         "exactly. Without PATH those of all rule sets that are installed.",
     .formats = "text|json",
     .options = STORE_OPTIONS | OPT(OVERLAY) | OPT(FORMAT),
     .most = ANY_NUMBER,
     .examples = test_examples,
     .run = run_test},
    {.name = "rules",
     .verb = "eval",
     .full = "rules eval",
     .words = "EXPRESSION|-",
     .summary = "the exact value of a constant expression",
     .about =
         "Prints the exact value of a constant expression of the rule language: a finite decimal, otherwise n/d in "
         "lowest terms; true, false; a date, a duration, a text in quotes, a list; or \"error: ...\", and the exit "
         "status is 1.",
     .most = 1,
     .examples = eval_examples,
     .run = run_eval},
    {.name = "rules",
     .verb = "release",
     .full = "rules release",
     .words = "FOLDER...",
     .summary = "write a channel's files from rule sets, to be signed and published",
     .about =
         "For publishers: checks the rule sets in the folders and runs their examples, then writes the files of a "
         "channel: the index, the rules, and a bundle for places without a network. The same input gives the same "
         "bytes. The index is signed with minisign, which this program never does itself.",
     .formats = "text|json",
     .options = OPT(TO) | OPT(NAME) | OPT(SERIAL) | OPT(ISSUED) | OPT(EXPIRES) | OPT(MIN_CLIENT) | OPT(FORMAT),
     .least = 1,
     .most = ANY_NUMBER,
     .missing = "which rule sets?",
     .examples = release_examples,
     .run = run_release},
    {.name = "fetch",
     .verb = "update",
     .full = "fetch update",
     .words = "",
     .summary = "install the newest signed release of rule sets",
     .about =
         "Installs the newest release of a channel. It must be signed by a key that you trust, newer than all before, "
         "not expired, and its rules must pass their own check and examples; otherwise what is installed stays as it "
         "is, and the exit status says why.\n"
         "No key is trusted by default: keys are files NAME.pub in the \"keys\" of the configuration folder "
         "(~/.config/betteroff or /etc/betteroff), or named with --key.",
     .options = FETCH_OPTIONS | OPT(CHANNEL) | OPT(ALLOW_HOST) | OPT(CA) | OPT(PROXY) | OPT(TIMEOUT),
     .most = 0,
     .examples = update_examples,
     .run = run_update},
    {.name = "fetch",
     .verb = "check-sources",
     .full = "fetch check-sources",
     .words = "[RULES]",
     .summary = "compare the figures of rule sets with what is published, and propose what changed",
     .about =
         "Reads the publications that rule sets name and compares each figure that is bound to words in them. A figure "
         "is ok only when a law could be read and says the same. What two witnesses say otherwise, the law and who "
         "applies it, becomes a proposal: the next version of the rule set, its differences and the evidence, for a "
         "person to read and sign. Nothing that is installed is changed.\n"
         "Without RULES: all that are installed and say where their figures are published. Documents are asked for "
         "one at a time, at most once an hour, and only if they changed; a host that asks to be left alone is.\n"
         "The exit status is 1 when a person has to look at something, and 20, 21 or 22 when nothing was found but "
         "not all sources could be read.",
     .options = OPT(RULES) | OPT(RULES_DIR) | OPT(ON) | OPT(ONLY) | OPT(OFFLINE) | OPT(CHANNEL) | OPT(PROPOSALS) |
                OPT(ALLOW_HOST) | OPT(CA) | OPT(PROXY) | OPT(TIMEOUT) | OPT(CRON) | OPT(JSON),
     .most = 1,
     .examples = check_sources_examples,
     .run = run_check_sources},
    {.name = "fetch",
     .verb = "import",
     .full = "fetch import",
     .words = "BUNDLE",
     .summary = "install a signed release from a file or folder, without a network",
     .about =
         "Installs a release from a bundle, or from a folder with a channel's files. All that \"fetch update\" asks of "
         "a release is asked here too.",
     .options = FETCH_OPTIONS,
     .least = 1,
     .most = 1,
     .missing = "which bundle?",
     .examples = import_examples,
     .run = run_import},
    {.name = "fetch",
     .verb = "rollback",
     .full = "fetch rollback",
     .words = "",
     .summary = "go back to the release before",
     .about =
         "Makes the release before the live one again, and keeps updates from installing again what was left; a newer "
         "release they install.",
     .options = OPT(CRON) | OPT(JSON),
     .most = 0,
     .examples = rollback_examples,
     .run = run_rollback},
    {.name = "fetch",
     .verb = "status",
     .full = "fetch status",
     .words = "",
     .summary = "what is installed, how long it is good, who signed it",
     .about =
         "Tells which release is installed, whether its files still are what was signed, how long it is good, which "
         "releases can be gone back to, and which keys are trusted. It needs no network.",
     .options = FETCH_OPTIONS,
     .most = 0,
     .examples = status_examples,
     .run = run_status},
};
const size_t n_commands = sizeof commands / sizeof *commands;
_Static_assert(sizeof commands / sizeof *commands <= COMMANDS_MAX, "room for all names");

const struct command *command_find(const char *name, const char *verb)
{
    for (size_t i = 0; i < n_commands; i++) {
        const char *own = commands[i].verb;
        if (strcmp(commands[i].name, name) == 0 &&
            (own == verb || (own != NULL && verb != NULL && strcmp(own, verb) == 0))) {
            return &commands[i];
        }
    }
    return NULL;
}

bool command_is_group(const char *name)
{
    for (size_t i = 0; i < n_commands; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return commands[i].verb != NULL;
        }
    }
    return false;
}

size_t command_names(const char *group, const char *names[COMMANDS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < n_commands; i++) {
        if (group != NULL && strcmp(commands[i].name, group) == 0) {
            names[n++] = commands[i].verb;
        } else if (group == NULL && (n == 0 || strcmp(names[n - 1], commands[i].name) != 0)) {
            names[n++] = commands[i].name; /* those of a group stand together */
        }
    }
    return n;
}
