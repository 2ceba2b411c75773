#include "cli/options.h"

#include <string.h>

const struct option option_table[OPT_COUNT] = {
    [OPT_FORMAT] = {"format", "", "how the answer is written", false},
    [OPT_SHOW] = {"show", "VARIABLE,...|all", "further values below the sheet; people/NAME/VARIABLE is one person's",
                  true},
    [OPT_PER] = {"per", "week|4-weeks|month|year", "the period of the sheet's amounts; as html, the one beside its own",
                 false},
    [OPT_SCENARIO] = {"scenario", "ID", "the scenario that is meant (else the first one after, or \"before\")", false},
    [OPT_MONTHS] = {"months", "N", "how many months of days to tell, 1 to 60", false},
    [OPT_HOURS] = {"hours", "A:B:STEP", "hours from A to B; one number: just that (else as the rule set says)", false},
    [OPT_WAGE] = {"wage", "A:B:STEP", "wages in the same way (else the job's own, or the least there is)", false},
    [OPT_CLIFF_MIN] = {"cliff-min", "AMOUNT", "the least fall that is told as a cliff (else 1.00)", false},
    [OPT_TARGET] = {"target", "VARIABLE+AMOUNT|VARIABLE-AMOUNT|VARIABLE=AMOUNT",
                    "the least hours at which a figure is so much more or less than before, or just so much", false},
    [OPT_VARY] = {"vary", "hours|wage|pay", "what moves until the target is reached (else hours)", false},
    [OPT_KIND] = {"kind", "NAME[:ARGUMENT=VALUE,...]",
                  "a further scenario of a kind that the rule set declares; \"help\" lists them", true},
    [OPT_IF] = {"if", "NAME[:ARGUMENT=VALUE,...]",
                "each scenario after once more, with something going otherwise; \"help\" lists what", true},
    [OPT_SINCE] = {"since", "RESULT.json", "what has changed since an earlier result of --format json, and why", false},
    [OPT_SINCE_RULES] = {"since-rules", "RULES", "the rule set of that result, where it is not installed", false},
    [OPT_COVERAGE] = {"coverage", NULL,
                      "also say how sure and how old the values are, and what no example goes through", false},
    [OPT_INPUTS] = {"inputs", "NAME", "the fields of a rule set's cases; as json, their JSON Schema", false},
    [OPT_PROGRAM] = {"program", NULL, "the compiled form, an operation a line", false},
    [OPT_PAGE] = {"page", NULL, "a law file as a page to read, in Markdown", false},
    [OPT_ON] = {"on", "DATE", "the day whose law applies, in place of the case's date", false},
    [OPT_RULES] = {"rules", "RULES", "the rule set: NAME, NAME@VERSION or a folder", false},
    [OPT_RULES_DIR] = {"rules-dir", "DIR", "look for rule sets here first", false},
    [OPT_OVERLAY] = {"overlay", "FILE", "a reform, laid over the rule set; may be given several times", true},
    [OPT_MADE_ONLY] = {"made-only", NULL, "leave out values that are announced or expected, but not yet law", false},
    [OPT_LANG] = {"lang", "en|nb|nn", "the language of labels and sentences", false},
    [OPT_CHANNEL] = {"channel", "URL|DIR",
                     "where releases come from, or a mirror of documents: an https address or a folder", false},
    [OPT_KEY] = {"key", "FILE", "a publisher's public key to trust, besides those of the configuration folder", true},
    [OPT_ALLOW_HOST] = {"allow-host", "HOST[:PORT]", "a host that may be on a private network or this machine", true},
    [OPT_CA] = {"ca", "FILE", "certificates to trust in place of the system's (PEM)", false},
    [OPT_PROXY] = {"proxy", "URL", "the proxy to use (else by https_proxy, all_proxy, no_proxy)", false},
    [OPT_TIMEOUT] = {"timeout", "SECONDS", "give up when nothing arrives for so long (else 30)", false},
    [OPT_CRON] = {"cron", NULL, "no word when all is well, one line otherwise; wait where the server asked for it",
                  false},
    [OPT_JSON] = {"json", NULL, "a report for programs on standard output, whatever comes of it", false},
    [OPT_ONLY] = {"only", "NAME,...", "just these figures and publications, and now, however short ago they were read",
                  true},
    [OPT_OFFLINE] = {"offline", NULL, "without a network: what is overdue, and documents that are kept", false},
    [OPT_PROPOSALS] = {"proposals", "DIR", "where proposals are written (else $XDG_STATE_HOME/betteroff/proposals)",
                       false},
    [OPT_TO] = {"to", "DIR", "the folder that becomes the channel", false},
    [OPT_NAME] = {"name", "NAME", "the channel's name (else stable)", false},
    [OPT_SERIAL] = {"serial", "N", "the release's number, higher than all before", false},
    [OPT_ISSUED] = {"issued", "MOMENT", "when it is issued, like 2026-11-20T06:00:00Z (else SOURCE_DATE_EPOCH, or now)",
                    false},
    [OPT_EXPIRES] = {"expires", "MOMENT", "how long it is good without a newer one (else 28 days)", false},
    [OPT_MIN_CLIENT] = {"min-client", "VERSION", "the oldest betteroff that can read the rules", false},
};

enum option_id option_find(const char *name, size_t n)
{
    int i = 0;
    while (i < OPT_COUNT && (strlen(option_table[i].name) != n || memcmp(option_table[i].name, name, n) != 0)) {
        i++;
    }
    return (enum option_id)i;
}
