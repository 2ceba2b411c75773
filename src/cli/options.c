#include "cli/options.h"

#include <string.h>

const struct option option_table[OPT_COUNT] = {
    [OPT_FORMAT] = {"format", "", "how the answer is written", false},
    [OPT_SHOW] = {"show", "VARIABLE,...|all", "further values below the sheet; people/NAME/VARIABLE is one person's",
                  true},
    [OPT_PER] = {"per", "week|4-weeks|month|year", "the period of the sheet's amounts", false},
    [OPT_SCENARIO] = {"scenario", "ID", "the scenario to explain (else the first one after, or \"before\")", false},
    [OPT_COVERAGE] = {"coverage", NULL, "also say how sure and how old the values are, and what no example covers",
                      false},
    [OPT_INPUTS] = {"inputs", "NAME", "the fields of a rule set's cases; as json, their JSON Schema", false},
    [OPT_PROGRAM] = {"program", NULL, "the compiled form, an operation a line", false},
    [OPT_ON] = {"on", "DATE", "the day whose law applies, in place of the case's date", false},
    [OPT_RULES] = {"rules", "RULES", "the rule set: NAME, NAME@VERSION or a folder", false},
    [OPT_RULES_DIR] = {"rules-dir", "DIR", "look for rule sets here first", false},
    [OPT_OVERLAY] = {"overlay", "FILE", "a reform, laid over the rule set; may be given several times", true},
    [OPT_MADE_ONLY] = {"made-only", NULL, "leave out values that are announced or expected, but not yet law", false},
    [OPT_LANG] = {"lang", "en|nb|nn", "the language of labels and sentences", false},
};

enum option_id option_find(const char *name, size_t n)
{
    int i = 0;
    while (i < OPT_COUNT && (strlen(option_table[i].name) != n || memcmp(option_table[i].name, name, n) != 0)) {
        i++;
    }
    return (enum option_id)i;
}
